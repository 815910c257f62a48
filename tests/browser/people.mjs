// Units and their people, posts and their clocks, roles, talks; a list pasted into the roster.
import { journey } from './kit.mjs'

const api = (page, path) => page.evaluate(async (to) => (await fetch(`/api/v1/${to}`)).json(), path)
const end = '2021-12-31'

await journey('people', async (kit) => {
  const { ok, go } = kit
  let page = await kit.signIn('clerk')
  const count = () => page.locator('.ledger-table .count').first().innerText()

  await ok('everybody in office is there, by unit', async () => {
    await go(`/people?day=${end}`)
    await page.waitForSelector('.units a')
    const { people, departments } = await api(page, `people?day=${end}`)
    const all = people.filter((one) => one.in_office).length
    const first = people.filter((one) => one.in_office && one.department === departments[0]).length
    const whole = (await count()).includes(String(all))
    await page.locator('.units a', { hasText: departments[0] }).click()
    await page.waitForURL((to) => to.searchParams.get('unit') === departments[0])
    return whole && (await count()).includes(String(first))
  })
  await ok('a person has a page, and the way back keeps the unit', async () => {
    await page.locator('.ledger-table tbody a').first().click()
    await page.waitForURL(/\/people\/\d+/)
    await page.waitForSelector('#mentions')
    await page.goBack()
    await page.waitForSelector('.units a[aria-current]')
    return new URL(page.url()).searchParams.has('unit')
  })
  await ok('key posts have a clock, as a table and as a time line', async () => {
    await go(`/people?view=posts&day=${end}`)
    await page.waitForSelector('.posts-view tbody tr')
    await page.locator('.line summary').click()
    await page.waitForSelector('.tenure-chart svg path', { state: 'attached' })
    const clocks = await api(page, `key-posts?day=${end}`)
    const late = await page.locator('.posts-view .state-mark.missed').count()
    return late === clocks.filter((one) => one.state === 'missed').length
  })
  await ok('roles say who holds them', async () => {
    await go('/people?view=roles')
    await page.locator('.holders a').first().waitFor()
    const held = (await api(page, 'roles')).filter((role) => role.holders.length > 0)
    return (await page.locator('tbody tr').count()) === held.length
  })
  await ok('talks by pair: none that is not for the asker to know', async () => {
    await go(`/people?view=talks&day=${end}`)
    await page.waitForSelector('.ledger-table tbody tr')
    const known = (await api(page, 'talks?year=2021')).filter((line) => line.held)
    return (await page.getByText(`应谈 ${known.length} 人`).count()) === 1
  })
  await ok('who came and who left', async () => {
    await go(`/people?view=moves&day=${end}`)
    await page.waitForSelector('.ledger-table tbody tr')
  })
  await ok('whoever does not keep the roster is told who does', async () => {
    await go('/people/paste')
    await kit.see('名册和岗位不归您登记')
  })
  await kit.looks(`/people?day=${end}`, 'units')
  await kit.looks(`/people?view=posts&day=${end}`, 'posts')
  await kit.looks(`/people?view=talks&day=${end}`, 'talks')
  await kit.looks(`/people/35?day=${end}`, 'person')

  page = await kit.signIn('head')
  await ok('a list from a spreadsheet is pasted into the roster', async () => {
    const [unit] = (await api(page, 'people')).departments
    const before = (await api(page, 'records?form=person&limit=1')).total
    await go('/people/paste?form=person')
    await page.locator('.paste-grid textarea').fill(`姓名\t科室\t职务\t到任时间\n钱试一\t${unit}\t科员\t2026-11-02\n孙试二\t${unit}\t科员\t2026-11-02`)
    await page.keyboard.press('Tab')
    await page.locator('.paste-grid .button.primary').click()
    await page.waitForURL('**/people')
    const after = await api(page, 'people')
    const { total } = await api(page, 'records?form=person&limit=1')
    return total === before + 2 && after.people.some((one) => one.name === '孙试二' && one.department === unit)
  })
  page = await kit.signIn('deputy')
  await ok('a deputy sees the people of their units only', async () => {
    await go('/people')
    await page.waitForSelector('.units a')
    const { units } = await api(page, 'session')
    const { departments, people } = await api(page, 'people')
    return departments.every((unit) => units.includes(unit)) && people.length > 0 && people.length < 60
  })
  kit.quiet()
})

await journey('people-empty', async (kit) => {
  await kit.signIn('clerk')
  await kit.go('/people')
  await kit.ok('an empty roster says what to do next', () => kit.see('名册上还没有人'))
  await kit.looks('/people', 'empty')
  kit.quiet()
}, { empty: true })
