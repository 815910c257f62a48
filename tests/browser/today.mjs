// What each role finds on the first page, and one click from there to doing it; the day after a
// duty was recorded it is gone; an empty book says how to begin.
import { journey } from './kit.mjs'

const api = (page, path) => page.evaluate(async (to) => (await fetch(`/api/v1/${to}`)).json(), path)
const end = '2021-12-31'

await journey('today', async (kit) => {
  const { ok, go } = kit
  const main = () => kit.page.locator('main')
  const groups = () => main().locator('.asked-group h2').allInnerTexts()
  const has = async (name) => (await groups()).some((text) => text.startsWith(name))

  let page = await kit.signIn('clerk')
  await ok('the clerk sees what to do, the totals, and what to chase', async () => {
    await go(`/?day=${end}`)
    await page.waitForSelector('.glance')
    await page.waitForSelector('.chase caption')
    const { total } = await api(page, `standing?day=${end}`)
    const shown = (await page.locator('.glance dd').allInnerTexts()).map((text) => Number(text.replace(/\D/g, '')))
    return (await has('已逾期')) && [total.owed, total.done, total.balance, total.missed].every((n) => shown.includes(n))
  })
  await ok('a number opens what it counts', async () => {
    await page.locator('.glance a').nth(3).click()
    await page.waitForSelector('.right-drawer li')
    const { total } = await api(page, `obligations?day=${end}&state=missed`)
    const listed = await page.locator('.right-drawer .state-mark.missed').count()
    await page.keyboard.press('Escape')
    return listed === Math.min(200, total)
  })
  await ok('what is late stands in red with a shape, nothing else does', async () => {
    const red = await page.locator('.asked-group .state-mark.missed').count()
    return red > 0 && red === (await page.locator('#late .line').count())
  })
  await ok('one click leads from a duty to its new record, with what is plain filled in', async () => {
    const asked = (await api(page, 'reminders?weeks=6')).find((one) => one.kind === 'duty' && one.values?.type)
    await go('/')
    await page.waitForSelector('.asked-group')
    while (await page.locator('.asked-group > button').count()) await page.locator('.asked-group > button').first().click()
    await page.locator('.asked-group .line', { hasText: asked.duty_name.zh }).first().locator('.button').click()
    await page.waitForSelector('.right-drawer .record-form')
    const open = new URL(page.url()).searchParams
    return open.get('open') === `new:${asked.form}` && open.get('v.type') === asked.values.type
  })
  await ok('the rows are reached by keyboard', async () => {
    await go(`/?day=${end}`)
    const first = page.locator('.asked-group .line a').first()
    await first.focus()
    await page.keyboard.press('Enter')
    await page.waitForSelector('.right-drawer')
    await page.keyboard.press('Escape')
    await page.waitForSelector('.right-drawer', { state: 'detached' })
  })
  await ok('the calendar has an address, which is changed', async () => {
    const section = page.locator('.calendar')
    await section.getByRole('button').last().click()
    const address = await section.locator('input').inputValue()
    const feed = await page.evaluate(async (to) => (await fetch(to)).text(), new URL(address).pathname)
    await section.getByRole('button', { name: '换一个地址' }).click()
    await page.locator('.right-drawer').getByRole('button', { name: '换一个地址' }).click()
    await page.waitForFunction((old) => document.querySelector('.calendar input')?.value !== old, address)
    const status = await page.evaluate(async (to) => (await fetch(to)).status, new URL(address).pathname)
    return feed.startsWith('BEGIN:VCALENDAR') && status === 404
  })
  await kit.looks(`/?day=${end}`, 'clerk')

  page = await kit.signIn('head')
  await ok('the head sees which proposals wait for a decision', async () => {
    await go(`/?day=${end}`)
    await page.waitForSelector('#decide')
    const waiting = (await api(page, `reminders?weeks=6&day=${end}`)).filter((one) => one.kind === 'proposal')
    return (await page.locator('#decide .line').count()) === Math.min(8, waiting.length)
  })
  await kit.shot('head')
  page = await kit.signIn('deputy')
  await ok('a deputy sees the units in their charge and no others', async () => {
    await go(`/?day=${end}`)
    await page.waitForSelector('.glance')
    const { units } = await api(page, 'session')
    const shown = await page.locator('.side th[scope=row]').allInnerTexts()
    return shown.every((unit) => units.includes(unit))
  })
  page = await kit.signIn('discipline')
  await ok('the commissioner finds what to verify, by the step that leads on', async () => {
    await go(`/?day=${end}`)
    await page.waitForSelector('.asked-group')
    return (await page.locator('.asked-group .button', { hasText: '回头看' }).count()) > 0
  })
  await kit.shot('discipline')
  page = await kit.signIn('staff')
  await ok('a member of staff sees their own and nothing of the book', async () => {
    await go('/')
    await page.waitForSelector('.today .empty-state, .asked-group')
    const refused = await page.evaluate(async () => (await fetch('/api/v1/people')).status)
    return (await page.locator('.glance, .chase').count()) === 0 && refused === 403
  })
  await kit.looks('/', 'staff')
  page = await kit.signIn('inspector')
  await ok('the inspection team is told where to begin', async () => {
    await go(`/?day=${end}`)
    await page.getByRole('link', { name: '先核验账本' }).waitFor()
    return (await page.locator('.asked-group').count()) === 0
  })
  await kit.looks(`/?day=${end}`, 'inspector')
  kit.quiet()
})

await journey('today-empty', async (kit) => {
  let page = await kit.signIn('clerk')
  await kit.ok('an empty book says how to begin', async () => {
    await kit.see('账上还是空的')
    await page.getByRole('link', { name: '导入现有的台账' }).click()
    await page.waitForURL('**/import')
  })
  await kit.looks('/', 'empty')
  page = await kit.signIn('inspector')
  await kit.ok('who may enter nothing is told who does', () => kit.see('请办公室先导入台账'))
  kit.quiet()
}, { empty: true })
