// How heavy the interface is in a real browser, and how quickly a table of 10,000 rows answers.
//   cmake --build --preset release && LUZE_BUILD=build/release node bench/interface.mjs
// Prints one line a figure. Needs Chromium; the packages of the interface come with the build.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, journey, root } from '../tests/browser/kit.mjs'

const rows = 10_000
const asks = 400

// Volunteering of the people of the sample, a row a service.
function ledger(folder) {
  const people = ['石思', '秦雨', '金鹏毅', '邓娜', '王丽', '高博远']
  const lines = ['姓名,支部,日期,服务项目,时长（小时）,地点']
  for (let row = 0; row < rows; row += 1) {
    const day = new Date(Date.UTC(2021, 0, 1 + (row % 360))).toISOString().slice(0, 10)
    lines.push(`${people[row % people.length]},第一党支部,${day},第${row}次服务,${1 + (row % 4)},银杏社区`)
  }
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, '志愿服务台账.csv'), lines.join('\n'))
}

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
const say = (name, value, unit) => console.log(`${name.padEnd(44)} ${value} ${unit}`)

await journey('bench', async (kit) => {
  const folder = mkdtempSync(join(tmpdir(), 'luze-bench-'))
  ledger(folder)
  const done = spawnSync(join(build, 'luze'), ['import', folder, '--data', kit.data], { cwd: root, encoding: 'utf8' })
  rmSync(folder, { recursive: true })
  if (done.status !== 0) throw new Error(done.stdout + done.stderr)
  const signedIn = await kit.signIn('clerk')

  for (const slower of [1, 4]) {
    const page = await kit.open()
    const cdp = await page.context().newCDPSession(page)
    await cdp.send('Performance.enable')
    await cdp.send('Network.enable')
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: slower })
    let bytes = 0
    cdp.on('Network.loadingFinished', (event) => (bytes += event.encodedDataLength))
    const began = Date.now()
    await page.goto(kit.url + '/')
    await page.waitForSelector('main h1')
    await page.waitForLoadState('networkidle')
    const { metrics } = await cdp.send('Performance.getMetrics')
    const task = metrics.find((one) => one.name === 'TaskDuration').value
    say(`start page, processor slowed ${slower} times: main thread`, Math.round(task * 1000), 'ms')
    say(`start page, processor slowed ${slower} times: until quiet`, Date.now() - began - 500, 'ms')
    if (slower === 1) say('start page: first load, compressed', Math.round(bytes / 1024), 'KB')
    await page.context().close()
  }

  const times = await signedIn.evaluate(async ([count, total]) => {
    const sorts = ['date', '-date', 'hours', '-id', 'service']
    const spent = []
    for (let one = 0; one < count; one += 1) {
      const ask = new URLSearchParams({
        form: 'volunteer', limit: '50', offset: String(50 * ((one * 37) % (total / 50 - 1))), sort: sorts[one % sorts.length],
      })
      if (one % 3 === 1) ask.set('find', `第${one % 100}`)
      if (one % 3 === 2) ask.set('f.hours', '>2')
      const began = performance.now()
      const answer = await fetch(`/api/v1/records?${ask}`)
      await answer.json()
      if (!answer.ok) throw new Error(`${answer.status} ${ask}`)
      spent.push(performance.now() - began)
    }
    return spent.sort((a, b) => a - b)
  }, [asks, rows])
  say(`a page of ${rows} rows, sorted and filtered: median`, at(times, 0.5).toFixed(1), 'ms')
  say(`a page of ${rows} rows, sorted and filtered: p99`, at(times, 0.99).toFixed(1), 'ms')
})
