// One's own page: what I owe, what is written about me, who has read it, my answer; the account.
import { journey } from './kit.mjs'

const api = (page, path) => page.evaluate(async (to) => (await fetch(`/api/v1/${to}`)).json(), path)
const end = '2021-12-31'

await journey('me', async (kit) => {
  const { ok, go } = kit
  let page = await kit.signIn('clerk')
  await ok('what I owe adds up', async () => {
    await go(`/me?day=${end}`)
    await page.waitForSelector('.counted')
    const { person } = await api(page, 'session')
    const { total } = await api(page, `obligations?person=${person.id}&day=${end}`)
    return (await page.innerText('.counted')).includes(`应 ${total}`)
  })
  await ok('everything that names me is there, and as what', async () => {
    const { mentions } = await api(page, `me?day=${end}`)
    const section = page.locator('section', { has: page.locator('#mentions') })
    const count = await section.locator('.count').innerText()
    await section.locator('tbody a').first().click()
    await page.waitForSelector('.right-drawer')
    await page.keyboard.press('Escape')
    return mentions.length > 0 && count.includes(String(mentions.length)) && mentions.every((one) => one.as.length > 0)
  })
  await ok('an answer is put in writing under my own name', async () => {
    await page.getByRole('link', { name: '申辩与申诉' }).click()
    const drawer = page.locator('.right-drawer')
    await drawer.locator('select[name=kind]').selectOption('answer')
    await drawer.getByText('可以登记了').waitFor()
    await drawer.locator('.record-form .button.primary').click()
    await page.waitForSelector('.toast, .toast-line')
    const { mentions } = await api(page, 'me')
    return mentions.some((one) => one.form === 'appeal' && one.restricted)
  })
  await ok('a token has the rights that I give it, and is revoked', async () => {
    await go('/me')
    const part = page.locator('.tokens')
    await part.getByRole('button', { name: '发一个令牌' }).click()
    await part.getByRole('button', { name: '发出' }).click()
    const secret = await part.locator('code').innerText()
    const ask = (path) => fetch(`${kit.url}/api/v1/${path}`, { headers: { Authorization: `Bearer ${secret}` } })
    const own = (await ask('me')).status
    const book = (await ask('figures')).status
    await part.getByRole('button', { name: '作废' }).click()
    await page.locator('.right-drawer').getByRole('button', { name: '作废' }).click()
    await page.getByText('没有在用的令牌').waitFor()
    const after = (await ask('me')).status
    if (own !== 200 || book !== 403 || after !== 401) throw new Error(`answered ${own}, ${book}, ${after}`)
  })
  await ok('language and theme are changed here', async () => {
    await page.getByRole('radio', { name: 'English' }).check()
    await page.getByRole('heading', { name: 'What I owe' }).waitFor()
    await page.getByRole('radio', { name: '中文' }).check()
    await page.getByRole('radio', { name: '深色' }).check()
    const dark = await page.evaluate(() => document.documentElement.dataset.theme)
    await page.getByRole('radio', { name: '浅色' }).check()
    return dark === 'dark'
  })
  await kit.looks(`/me?day=${end}`, 'clerk')

  page = await kit.signIn('discipline')
  await ok('somebody else reads what is restricted', async () => {
    const { items } = await api(page, 'records?form=appeal')
    await go(`/records?form=appeal&open=record:${items[0].id}`)
    await page.waitForSelector('.right-drawer h2')
    return items.length === 1
  })
  page = await kit.signIn('clerk')
  await ok('and I see who did', async () => {
    await go('/me')
    const reader = (await api(page, 'me')).readers[0].by.name
    await page.locator('section', { has: page.locator('#readers') }).getByText(reader).first().waitFor()
  })
  page = await kit.signIn('staff')
  await ok('a member of staff sees no page of others beyond what they may', async () => {
    const { person } = await api(page, 'session')
    const mine = await api(page, 'me')
    const other = await api(page, 'people/10')
    return mine.person.id === person.id && !('answers' in other) && !('readers' in other) &&
      other.mentions.every((one) => !one.restricted)
  })
  await kit.looks('/me', 'staff')
  page = await kit.signIn('security')
  await ok('an administrator has an account and nothing else', async () => {
    await go('/me')
    await kit.see('不对应名册上的人')
    return (await page.locator('#mentions, .calendar, .tokens').count()) === 0
  })
  kit.quiet()
})
