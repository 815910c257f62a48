// Setting up, signing in and out, the second factor, a session that ends in the middle of work.
import { journey, oneTimeCode } from './kit.mjs'

await journey('entry', async (kit) => {
  const { ok, url } = kit
  let page = kit.page

  await ok('a stranger is shown the sign-in', async () => {
    await page.goto(`${url}/records`)
    await page.waitForSelector('[name=account]')
    return new URL(page.url()).searchParams.get('to') === '/records'
  })
  await kit.shot('sign-in')
  await kit.axe('sign-in')
  await ok('a wrong password is refused in a sentence', async () => {
    await page.fill('[name=account]', 'clerk')
    await page.fill('[name=password]', 'wrong')
    await page.click('button[type=submit]')
    await page.waitForSelector('.error-sentence')
  })
  await ok('a weak password is refused with the rules in sight', async () => {
    const { readFileSync } = await import('node:fs')
    const line = readFileSync(`${kit.data}/main.setup-links`, 'utf8').split('\n').find((one) => one.includes('\tclerk\t'))
    await page.goto(url + line.split('\t')[0])
    await page.fill('[name=password]', 'abc')
    await page.fill('[name=again]', 'abc')
    await kit.shot('setup')
    await kit.axe('set-up')
    await page.click('button[type=submit]')
    await page.waitForSelector('.error-sentence')
  })
  page = await kit.signIn('clerk')
  await ok('the clerk sees at most nine places', async () => {
    const places = await page.locator('.side-menu > ul > li').count()
    return places > 3 && places <= 9
  })
  await kit.shot('shell')
  await kit.axe('shell')
  await ok('the skip link and the menu work by keyboard', async () => {
    await page.goto(`${url}/records`)
    await page.waitForSelector('.top-bar')
    await page.keyboard.press('Tab')
    return page.evaluate(() => document.activeElement?.classList.contains('skip'))
  })
  await ok('Ctrl+K goes anywhere', async () => {
    await page.keyboard.press('Control+k')
    await page.waitForSelector('dialog [role=option]')
    await page.keyboard.type('报告')
    await page.waitForFunction(() => document.querySelector('[role=option][aria-selected=true]')?.textContent.includes('报告'))
    await page.keyboard.press('Enter')
    await page.waitForURL('**/reports')
  })
  await ok('? lists the keys', async () => {
    await page.keyboard.press('?')
    await page.waitForSelector('.key-help kbd')
    await page.keyboard.press('Escape')
  })
  await ok('the language is kept for the account', async () => {
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('link', { name: 'Standing' }).waitFor()
    const answer = await page.evaluate(() => fetch('/api/v1/session').then((response) => response.json()))
    await page.getByRole('button', { name: '中文' }).click()
    return answer.language === 'en'
  })
  await ok('an ended session is renewed in place', async () => {
    await page.goto(`${url}/password`)
    await page.waitForSelector('[autocomplete=current-password]')
    await page.context().clearCookies()
    for (const [at, text] of [kit.password, 'Yunxi-2022-hexie', 'Yunxi-2022-hexie'].entries()) {
      await page.locator('.password input[type=password]').nth(at).fill(text)
    }
    await page.click('.password button[type=submit]')
    await page.waitForSelector('dialog [name=password]')
    await page.fill('dialog [name=password]', kit.password)
    await page.click('dialog button[type=submit]')
    await page.waitForSelector('.toast')
  })
  await ok('signing out leads to the sign-in', async () => {
    await page.click('.me-button')
    await page.getByRole('button', { name: '退出' }).click()
    await page.waitForURL('**/sign-in')
  })

  page = await kit.signIn('system')
  await ok('an administrator has set up the second factor and sees no business', async () => {
    const places = await page.locator('.side-menu li').allInnerTexts()
    return places.length <= 2 && places.some((name) => name.includes('系统管理'))
  })
  await ok('one-time codes are those of RFC 6238', async () => oneTimeCode('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', 59_000) === '287082')
  kit.quiet()
})
