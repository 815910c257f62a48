// From an empty book to its standing: the first accounts, the bureau's own workbooks with a fault
// put right in place, the clerk's account tied to its person.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { journey, root } from './kit.mjs'

const samples = join(root, 'samples/yunxi-2021')
const workbooks = readdirSync(samples).filter((name) => name.endsWith('.xlsx')).map((name) => join(samples, name))

await journey('setup', async (kit) => {
  const { ok, go, see } = kit
  let page = await kit.signIn('clerk')
  // Pictures are taken on pages of their own.
  const looks = async (path, what) => {
    await kit.looks(path, what)
    kit.page = page
  }
  const api = (path) => page.evaluate((to) => fetch(`/api/v1/${to}`).then((answer) => answer.json()), path)
  const rested = () => page.waitForFunction(() => document.querySelector('.counts-bar') && !document.querySelector('progress'), null, { timeout: 120_000 })

  await ok('the first page of an empty book says what to do', async () => {
    await kit.shot('first')
    await page.locator('main a[href^="/import"]').first().click()
    await page.waitForURL('**/import*')
    await see('先导入人员名册')
  })
  await looks('/import', 'empty')
  await ok('the roster and the ledgers are read together', async () => {
    await page.locator('input[type=file]').first().setInputFiles(workbooks)
    await rested()
    const { counts } = await api(`imports/${new URL(page.url()).searchParams.get('id')}`)
    return counts.fresh > 900
  })
  await ok('a fault is put right in place', async () => {
    const id = new URL(page.url()).searchParams.get('id')
    const before = (await api(`imports/${id}`)).problem_count
    for (let i = 0; i < before && !(await page.locator('.fault-bar').innerText()).includes('不是一个日期'); i += 1) {
      await page.keyboard.press('j')
      await page.waitForTimeout(400)
    }
    await page.waitForSelector('td.bad:focus')
    await page.keyboard.press('Enter')
    await page.keyboard.type('2021-11-30')
    await page.keyboard.press('Enter')
    await page.waitForFunction((count) => document.querySelector('.fault-bar .where')?.textContent.includes(`共 ${count} 处`), before - 1, { timeout: 120_000 })
  })
  await ok('it is written and the units stand there with what they owe', async () => {
    await page.getByRole('button', { name: '写入账本' }).click()
    await page.locator('.right-drawer').getByRole('button', { name: '写入账本' }).click()
    await page.getByText('已写入账本').waitFor({ timeout: 180_000 })
    await page.getByRole('link', { name: '看履责情况' }).click()
    await go('/standing?day=2021-12-31')
    await page.waitForSelector('.heat-map tbody tr', { timeout: 60_000 })
    await kit.shot('standing')
    const { total, units } = await api('standing?day=2021-12-31')
    return units.length > 5 && total.owed > 0 && total.done > 0
  })

  const people = (await api('people')).people
  page = await kit.signIn('security')
  await ok('the security administrator says whose the clerk’s account is', async () => {
    const status = await page.evaluate(async (person) => {
      const { csrf } = await fetch('/api/v1/session').then((answer) => answer.json())
      const answer = await fetch('/api/v1/admin/accounts/clerk/person', {
        method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Luze-Csrf': csrf }, body: JSON.stringify({ person }),
      })
      return answer.status
    }, `#${people.find((one) => one.title.includes('办公室') || one.department === '办公室').id}`)
    return status === 200
  })
  kit.quiet()
}, { empty: true })
