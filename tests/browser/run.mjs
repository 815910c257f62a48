// Runs the journeys (every .mjs here but the kit), or those that are named: node run.mjs problems
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sampleBook } from './kit.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const all = readdirSync(here).filter((name) => name.endsWith('.mjs') && !['kit.mjs', 'run.mjs'].includes(name))
const asked = process.argv.slice(2)
const sample = mkdtempSync(join(tmpdir(), 'luze-sample-'))
let status = 0
try {
  sampleBook(sample)
  for (const name of all.filter((file) => asked.length === 0 || asked.includes(file.replace('.mjs', '')))) {
    const done = spawnSync(process.execPath, [join(here, name)], {
      stdio: 'inherit', env: { ...process.env, LUZE_SAMPLE: sample }, timeout: 600_000,
    })
    if (done.status !== 0) status = 1
    if (done.error || done.signal) console.log(`FAILED ${name}: ${done.error ?? done.signal}`)
  }
} finally {
  rmSync(sample, { recursive: true, force: true })
}
process.exit(status)
