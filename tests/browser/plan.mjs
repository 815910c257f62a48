// The year's plan: drafted from the duties, moved by hand and by key, adopted by a meeting, and the
// calendar that costs least.
import { passedItem } from './decided.mjs'
import { journey } from './kit.mjs'

await journey('plan', async (kit) => {
  const { ok } = kit
  const page = await kit.signIn('clerk')
  const api = (path) => page.evaluate((asked) => fetch(`/api/v1/${asked}`).then((answer) => answer.json()), path)
  const today = (await api('session')).today
  const year = Number(today.slice(0, 4)) + 1
  const lines = async () => (await api(`plan?year=${year}`)).items
  const chip = (month, name) => page.locator('.plan-calendar tbody tr', { hasText: name }).locator('td').nth(month - 1).locator('[data-entry]').first()

  await ok('what the year asks for is there before there is a plan', async () => {
    await kit.go(`/plan?year=${year}`)
    await page.waitForSelector('.chip.loose')
    return (await page.locator('.plan-calendar tbody tr').count()) > 15
  })
  await ok('the plan is drafted from the duties', async () => {
    await page.selectOption('.draft-plan select', 'party_work')
    await page.click('.draft-plan .button.primary')
    await page.locator('.plans-strip a', { hasText: String(year) }).waitFor({ timeout: 60_000 })
    return (await lines()).filter((line) => line.item && line.plan).length > 150
  })
  await ok('what is owed since there is a plan is taken into it', async () => {
    await page.locator('.draft-plan button', { hasText: '逐项列入' }).click()
    await page.waitForSelector('.draft-plan', { state: 'detached' })
    return (await lines()).filter((line) => line.owed > 0).every((line) => line.item && line.plan)
  })
  const study = '每月学习会'
  await ok('an item is moved by the keyboard, with its reason', async () => {
    await chip(1, study).focus()
    await page.keyboard.press('Alt+ArrowRight')
    await page.waitForSelector('.right-drawer textarea, [role=dialog] textarea, textarea')
    await page.click('form button[type=submit]')
    await page.locator('.fault').first().waitFor() // not without a reason
    await page.fill('textarea', '一月要开年终总结会')
    await page.keyboard.press('Control+Enter').catch(() => undefined)
    await page.click('form button[type=submit]')
    await page.waitForSelector('textarea', { state: 'detached' })
    const moved = (await lines()).find((line) => line.duty === 'monthly_study' && line.moved)
    return moved.month === 2 && moved.reason === '一月要开年终总结会'
  })
  await ok('another is dragged, and the drawer asks for its day', async () => {
    const row = page.locator('.plan-calendar tbody tr', { hasText: study })
    await chip(5, study).scrollIntoViewIfNeeded()
    await chip(5, study).dragTo(row.locator('td').nth(5))
    await page.waitForSelector('textarea')
    const proposed = await page.inputValue('form.stack input[type=date]')
    await page.fill('form.stack input[type=date]', `${year}-06-10`)
    await page.locator('.outside').waitFor() // beyond its period: it can only be made up
    await page.fill('textarea', '与六月的会合并')
    await page.click('form button[type=submit]')
    await page.waitForSelector('textarea', { state: 'detached' })
    const moved = (await lines()).find((line) => line.duty === 'monthly_study' && line.by === `${year}-06-10`)
    return proposed.startsWith(`${year}-06`) && moved?.moved
  })
  await ok('the arrow keys go about the calendar', async () => {
    await chip(3, study).focus()
    await page.keyboard.press('ArrowRight')
    const place = await page.evaluate(() => document.activeElement.dataset.place)
    return place?.endsWith(' 4')
  })
  await ok('several of one month open as a list', async () => {
    await page.locator('.chip.many').first().click()
    await page.locator('.plain tbody tr .state-mark').first().waitFor()
    return (await page.locator('.plain tbody tr').count()) > 2
  })
  await ok('the same item by item, of one unit', async () => {
    await kit.go(`/plan?year=${year}&view=list&unit=${encodeURIComponent('第一党支部')}`)
    await page.waitForSelector('tbody tr')
    const all = (await lines()).filter((line) => line.unit === '第一党支部').length
    return (await page.innerText('main')).includes(`共 ${all} 行`)
  })
  await ok('the least calendar is adopted item by item', async () => {
    const { calendar } = await api(`burden?year=${year}`)
    await kit.go(`/plan?year=${year}&view=burden`)
    await page.waitForSelector('.adopt')
    await page.waitForSelector('.burden-chart svg')
    await page.click('.adopt .button.primary')
    await page.waitForSelector('progress', { timeout: 5000 })
    await page.waitForSelector('.adopt', { state: 'detached', timeout: 240_000 })
    const days = new Set((await lines()).filter((line) => line.duty === 'monthly_study').map((line) => line.by))
    const least = calendar.filter((each) => each.serves.some((one) => one.duty === 'monthly_study'))
    return least.every((each) => days.has(each.day))
  })
  await ok('the plan is adopted by the meeting that passed it', async () => {
    const leaders = (await api('roles')).find((role) => role.id === 'leaders').holders.map((one) => one.name)
    const item = passedItem(kit.data, today, leaders, { chair: leaders[0], recorder: '秦雨', topic: '审议年度工作计划' })
    const plan = (await api('records?form=plan')).items[0].id
    await kit.go(`/plan?year=${year}&open=record:${plan}`)
    await page.locator('.steps-part button', { hasText: '会议通过' }).click()
    await page.fill('.steps-part [name=agenda_item]', String(item))
    await page.locator('.steps-part form button[type=submit]').click()
    await page.locator('.plans-strip .state-mark', { hasText: '已通过' }).waitFor()
    return (await api(`records/${plan}`)).state === 'in_force'
  })
  await ok('who may only look has no buttons to change it', async () => {
    await kit.signIn('inspector')
    await kit.go(`/plan?year=${year}`)
    await kit.page.waitForSelector('.plan-calendar tbody tr')
    return (await kit.page.locator('.draft-plan').count()) === 0
  })
  kit.role = 'clerk'
  await kit.looks(`/plan?year=${year}`, 'calendar')
  await kit.looks('/plan?year=2021&day=2021-12-31&view=list', 'list')
  await kit.looks('/plan?year=2021&day=2021-12-31&view=burden', 'burden')
  kit.quiet()
})

await journey('plan, empty', async (kit) => {
  await kit.signIn('clerk')
  await kit.ok('an empty book says how to begin', async () => {
    await kit.go('/plan')
    await kit.page.locator('.empty-state').first().waitFor()
  })
  await kit.axe('empty')
  await kit.shot('empty')
  kit.quiet()
}, { empty: true })
