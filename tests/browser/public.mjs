// What anybody may read without an account, and the opinion that anybody may give.
import { journey } from './kit.mjs'

await journey('public', async (kit) => {
  const { ok, see, url } = kit
  let page = kit.page
  await ok('the sign-in leads to the public page', async () => {
    await page.goto(`${url}/sign-in`)
    await page.getByRole('link', { name: '公开页面' }).click()
    await page.waitForURL('**/public')
    await page.getByRole('heading', { name: '公开事项' }).waitFor()
  })
  await kit.shot('list')
  await kit.axe('list')
  await ok('a matter says what it is, and takes an opinion', async () => {
    await page.locator('main a[href^="/public/"]').first().click()
    await page.fill('#text', '建议公示栏设在小区门口。')
    await kit.shot('matter')
    await kit.axe('matter')
    await page.click('form.opinion button')
    await see('意见已经收到')
  })
  await kit.shot('thanks')
  for (const [size, theme] of [['phone', 'light'], ['phone', 'dark']]) {
    page = await kit.open({ size, theme })
    await page.emulateMedia({ colorScheme: theme })
    await page.goto(`${url}/public`)
    await kit.shot(`list-${size}-${theme}`)
    await ok(`fits a ${size}, ${theme}`, () => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth + 1))
  }
  page = await kit.open({ language: 'en' })
  await ok('in English as well', async () => {
    await page.goto(`${url}/public?lang=en`)
    await page.getByRole('heading', { name: 'Disclosures' }).waitFor()
  })
  await kit.shot('list-en')
  page = await kit.signIn('clerk')
  await ok('the opinion has come to the office', async () => {
    const answer = await page.evaluate(() => fetch('/api/v1/records?form=opinion').then((got) => got.json()))
    return answer.items.some((one) => JSON.stringify(one).includes('公示栏'))
  })
  await ok('the menu leads to the public page', async () => {
    await page.click('.me-button')
    await page.locator('.pop-over').getByRole('link', { name: '公开页面' }).click()
    await page.waitForURL('**/public')
  })
  kit.quiet()
})
