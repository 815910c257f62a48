// What ./test --only ui runs, after a build into dist/: prints "ok …" and "FAILED …" lines.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

let failed = 0

function check(name, fault) {
  console.log(fault ? `FAILED ${name}: ${fault}` : `ok ${name}`)
  if (fault) failed += 1
}

function run(command, ...given) {
  const done = spawnSync(process.execPath, [`node_modules/${command}`, ...given], { encoding: 'utf8' })
  return { status: done.status, said: `${done.stdout}${done.stderr}` }
}

const types = run('vue-tsc/bin/vue-tsc.js', '--noEmit')
if (types.status !== 0) console.log(types.said)
check('types', types.status === 0 ? '' : 'see above')

const unit = run('vitest/vitest.mjs', 'run', '--reporter=json')
const results = JSON.parse(unit.said.slice(unit.said.indexOf('{'), unit.said.lastIndexOf('}') + 1))
for (const test of results.testResults.flatMap((file) => file.assertionResults)) {
  check(test.fullName, test.status === 'passed' ? '' : test.failureMessages.join('\n') || test.status)
}
for (const file of results.testResults.filter((one) => one.message)) check(file.name, file.message)

// Where packages ask for money may stay.
const lock = readFileSync('package-lock.json', 'utf8').replace(/"url": "[^"]*"/g, '')
check('the lock file names no host', lock.includes('://') ? 'npm install with the .npmrc of this folder' : '')

// Sources: what the server's policy would block, and words that stand in templates.
const sources = readdirSync('src', { recursive: true }).filter((name) => /\.(vue|ts)$/.test(name))
const shipped = sources.filter((name) => !name.startsWith(join('pages', 'kit')))
for (const [what, pattern] of [
  ['no style attribute', /<[^<>]*\sstyle="/],
  ['no v-html, no eval', /v-html|\beval\(|new Function\(/],
  ['no address elsewhere', /https?:\/\/(?!www\.w3\.org|schemas\.openxmlformats\.org)/],
]) {
  const bad = sources.filter((name) => pattern.test(readFileSync(join('src', name), 'utf8')))
  check(what, bad.join(' '))
}
const chinese = shipped
  .filter((name) => name.endsWith('.vue'))
  .filter((name) => /[\u4e00-\u9fff]/.test(readFileSync(join('src', name), 'utf8').replace(/\/\/.*|\/\*[^]*?\*\/|<!--[^]*?-->/g, '')))
check('no Chinese words outside of src/words', chinese.join(' '))
const words = readdirSync('src/words').filter((name) => name.endsWith('.zh.ts'))
check('every dictionary in both languages', words.filter((name) => !existsSync(join('src/words', name.replace('.zh.', '.en.')))).join(' '))

// The build: what the first page needs, compressed.
if (existsSync('dist/index.html')) {
  const index = readFileSync('dist/index.html', 'utf8')
  check('nothing inline in the page', /<script>|<style|style="|\son[a-z]+="/.test(index) ? 'dist/index.html' : '')
  const first = [...index.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map((match) => match[1])
  const bytes = first.map((name) => gzipSync(readFileSync(join('dist', name)), { level: 9 }).length)
  const sum = bytes.reduce((a, b) => a + b, gzipSync(index).length)
  check(`first load ${Math.round(sum / 1024)} KB of 300`, sum < 300 * 1024 ? '' : first.join(' '))
  const names = readdirSync('dist', { recursive: true })
  check('the kit is not shipped', names.filter((name) => /Kit|Example/.test(name)).join(' '))
  check('every script has its compressed forms', names.filter((name) => /\.js$/.test(name) && readFileSync(join('dist', name)).length > 2000 && !(names.includes(`${name}.br`) && names.includes(`${name}.gz`))).join(' '))
} else {
  check('the build', 'there is no dist/: npm run build')
}

process.exit(failed ? 1 : 0)
