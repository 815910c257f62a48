// Workbooks into the book: seen as they are, put right in place, mapped, written, taken back; what
// was held back completed; a reload, an ended session and a lost connection lose nothing.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { journey, root } from './kit.mjs'

const samples = join(root, 'samples/yunxi-2021')
const workbooks = readdirSync(samples).filter((name) => name.endsWith('.xlsx')).map((name) => join(samples, name))
const sheet = (name, text) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
const head = '2021年志愿服务台账,,,,\n姓名,日期,服务项目,时长,地点\n'
const rows = ['姜鸣,2021-06-05,清扫河道,2,柳岸社区', '石思,2021-06-06,慰问老人,2,柳岸社区', '贾亮,2021-13-07,清点物资,3,和畅里小区', ',2021-06-08,清扫河道,2,柳岸社区']
const ledger = head + rows.join('\n') + '\n'

await journey('import', async (kit) => {
  const { ok, go, see } = kit
  const page = await kit.signIn('clerk')
  // Pictures are taken on pages of their own.
  const looks = async (path, what) => {
    await kit.looks(path, what)
    kit.page = page
  }
  const api = (path) => page.evaluate((to) => fetch(`/api/v1/${to}`).then((answer) => answer.json()), path)
  const choose = (files) => page.locator('input[type=file]').first().setInputFiles(files)
  const id = () => new URL(page.url()).searchParams.get('id')
  const rested = () => page.waitForFunction(() => document.querySelector('.counts-bar') && !document.querySelector('progress'), null, { timeout: 120_000 })
  const counted = (word) => page.getByRole('button', { name: new RegExp(`^${word} `) }).locator('.count').innerText()
  const until = (word, count) => page.waitForFunction(([what, many]) =>
    [...document.querySelectorAll('.counts-bar button')].some((one) => one.textContent.includes(what) && one.querySelector('.count').textContent === many),
  [word, String(count)], { timeout: 120_000 })
  const active = () => page.evaluate(() => document.activeElement?.dataset.at)
  const verb = (name) => page.locator('.right-drawer').getByRole('button', { name, exact: true }).click()

  await ok('the workbooks that are in the book already change nothing', async () => {
    await go('/import')
    await see('把台账拖到这里')
    await choose(workbooks)
    await rested()
    const answer = await api(`imports/${id()}`)
    return answer.counts.unchanged === answer.counts.rows && (await page.getByRole('button', { name: '写入账本' }).isDisabled())
  })
  await ok('j goes from one misread cell to the next, over the sheets', async () => {
    const { problems } = await api(`imports/${id()}`)
    await page.keyboard.press('k')
    await page.waitForFunction((row) => document.activeElement?.dataset.at?.startsWith(`${row} `), problems.at(-1).row)
    await page.keyboard.press('j')
    await page.waitForFunction((row) => document.activeElement?.dataset.at?.startsWith(`${row} `), problems[0].row)
    return (await page.locator('td.bad:focus .why').count()) === 1 && (await active()) !== undefined
  })
  await ok('a reload goes on where it was', async () => {
    await page.reload()
    await rested()
    await page.waitForSelector('td.bad')
  })
  await ok('a date that cannot be is put right in its cell and becomes a correction', async () => {
    const { problems } = await api(`imports/${id()}`)
    const at = problems.findIndex((one) => one.kind === 'unreadable')
    for (let i = 0; i < problems.length && (await page.locator('.fault-bar').innerText()).includes('不是一个日期') === false; i += 1) {
      await page.keyboard.press('j')
      await page.waitForTimeout(400)
    }
    await page.waitForFunction((row) => document.activeElement?.dataset.at?.startsWith(`${row} `), problems[at].row)
    await kit.shot('fault')
    await page.keyboard.press('Enter')
    await page.keyboard.type('2021-11-30')
    await page.keyboard.press('Enter')
    await until('更正', 1)
  })
  await looks(`/import?id=${id()}`, 'sheet')
  await looks(`/import?id=${id()}&at=corrected`, 'rows')
  await ok('it is offered again to whoever comes back without its address', async () => {
    await go('/import')
    await page.getByRole('button', { name: '接着办' }).click()
    await rested()
    return (await counted('更正')) === '1'
  })
  await ok('it is written after a question, and the book has it', async () => {
    const before = (await api('checkpoint')).size
    await page.getByRole('button', { name: '写入账本' }).click()
    await verb('写入账本')
    await see('已写入账本')
    await kit.shot('outcome')
    return (await api('checkpoint')).size > before && (await api('past-imports')).length === 2
  })

  await ok('a dropped table with faults shows what is held back', async () => {
    await page.getByRole('button', { name: '再导入一批' }).click()
    await see('把台账拖到这里')
    await page.evaluate((text) => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([text], '六月志愿服务.csv'))
      window.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
    }, ledger)
    await rested()
    const { counts } = await api(`imports/${id()}`)
    return counts.fresh === 3 && counts.held === 1
  })
  await ok('the mended file dropped again replaces the first, and what was typed into that', async () => {
    await choose([sheet('六月志愿服务.csv', ledger.replace('2021-13-07', '2021-06-07'))])
    await page.waitForFunction(() => document.querySelector('.fault-bar .where')?.textContent.includes('共 1 处'), null, { timeout: 60_000 })
    await rested()
    const answer = await api(`imports/${id()}`)
    return answer.files.length === 1 && answer.problem_count === 1
  })
  await ok('a column can be left out and told again', async () => {
    const field = async () => (await api(`imports/${id()}`)).sheets[0].tables[0].columns[4].field
    const known = await field()
    const told = (value) => page.waitForFunction((wanted) => {
      const select = document.querySelector('[aria-label="E 列是"]')
      return select?.value === wanted && !select.disabled && !document.querySelector('progress')
    }, value, { timeout: 60_000 })
    await page.getByLabel('E 列是').selectOption('')
    await page.waitForTimeout(500)
    await told('')
    const without = await field()
    await page.getByLabel('E 列是').selectOption(known)
    await page.waitForTimeout(500)
    await told(known)
    return known !== null && without === null && (await field()) === known
  })
  await ok('a sheet can be left out and read again', async () => {
    await page.getByRole('button', { name: '不读这张表' }).click()
    await until('新增', 0)
    await page.getByRole('button', { name: '恢复自动识别' }).click()
    await until('新增', 3)
  })
  await ok('a lost connection keeps what was typed, and sends it later', async () => {
    await page.context().setOffline(true)
    await page.locator('[data-at="3 4"]').dblclick()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('4')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.error-sentence')
    const kept = await page.locator('[data-at="3 4"]').innerText()
    await page.context().setOffline(false)
    await page.getByRole('button', { name: '再试一次' }).click()
    await page.waitForSelector('[data-at="3 4"]:not(.waiting)', { timeout: 60_000 })
    return kept === '4' && (await api(`imports/${id()}`)).fixes === 1
  })
  await ok('an ended session is renewed in place', async () => {
    await page.context().clearCookies()
    await page.locator('[data-at="4 4"]').dblclick()
    await page.keyboard.type('5')
    await page.keyboard.press('Enter')
    await page.fill('dialog [name=password]', kit.password)
    await page.click('dialog button[type=submit]')
    await page.waitForSelector('[data-at="4 4"]:not(.waiting)', { timeout: 60_000 })
    await rested()
    return (await api(`imports/${id()}`)).fixes === 2
  })
  await ok('it is written with the row that is held back', async () => {
    await page.getByRole('button', { name: '写入账本' }).click()
    await verb('写入账本')
    await see('已写入账本')
    return (await api('held-rows')).some((row) => row.file === '六月志愿服务.csv')
  })
  await ok('the row that was held back is completed in its form', async () => {
    await page.getByRole('link', { name: /补齐未收的/ }).click()
    await page.getByRole('link', { name: /清扫河道/ }).first().click()
    const field = page.locator('.right-drawer [name=person]')
    await field.fill('李栋')
    await kit.shot('held')
    await kit.axe('held row')
    await verb('收入账本')
    await see('已收入账本')
    return !(await api('held-rows')).some((row) => row.file === '六月志愿服务.csv')
  })
  await ok('a row that is gone from the sheet is withdrawn when somebody says so', async () => {
    await go('/import')
    await choose([sheet('六月志愿服务.csv', head + [rows[0].replace(',2,', ',4,'), rows[1].replace(',2,', ',5,'), rows[3]].join('\n') + '\n')])
    await rested()
    await page.getByRole('button', { name: /^原表已无/ }).click()
    const { vanished } = await api(`imports/${id()}`)
    const [one] = vanished
    await page.locator('tbody input[type=checkbox]').first().check()
    await page.getByRole('button', { name: '撤回选中的 1 条' }).click()
    await page.locator('.right-drawer textarea').fill('登记错了')
    await verb('撤回')
    await see('已撤回 1 条')
    const gone = await page.evaluate((record) => fetch(`/api/v1/records/${record}`).then((answer) => answer.status), one.record)
    return vanished.length === 1 && gone === 404
  })
  await ok('an import is dropped and nothing has changed', async () => {
    await page.getByRole('button', { name: '放弃这次导入' }).click()
    await verb('放弃这次导入')
    await see('把台账拖到这里')
    return (await api('imports')).every((one) => one.state === 'done')
  })
  await ok('a whole import is taken back with a reason', async () => {
    await page.getByRole('link', { name: '历次导入' }).click()
    await page.getByRole('button', { name: '整批撤回' }).first().click()
    await page.locator('.right-drawer textarea').fill('用错了表')
    await verb('整批撤回')
    await see(/已撤回 \d+ 条/)
    return (await api('past-imports'))[0].live === 0
  })
  await looks('/import', 'start')
  await looks('/import?part=past', 'past')
  await looks('/import?part=held', 'held-rows')
  kit.quiet()
})
