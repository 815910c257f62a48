// An inspector opens it once and finds within a minute whether the book was touched.
import { readFileSync } from 'node:fs'
import { journey } from './kit.mjs'

await journey('ledger', async (kit) => {
  const { ok, see } = kit
  const page = await kit.signIn('inspector')
  const ask = (path) => kit.page.evaluate((at) => fetch(`/api/v1/${at}`).then((answer) => answer.json()), path)

  await ok('the newest entry stands first', async () => {
    await kit.go('/ledger')
    const { total, items } = await ask('entries')
    await page.waitForSelector('.ledger-table tbody tr, table tbody tr')
    const first = await page.locator('tbody tr').first().innerText()
    return first.includes(String(total)) && items[0].sequence === total
  })
  await ok('the whole book is verified, in words', async () => {
    await page.getByRole('button', { name: '核验整本账' }).click()
    await page.locator('.verify-part .result').getByText('账没有被动过').waitFor({ timeout: 60_000 })
  })
  await kit.shot('verified')
  await kit.axe('verified')
  await ok('the signature is kept elsewhere', async () => {
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载签名' }).click()])
    return readFileSync(await file.path(), 'utf8').startsWith('luze/')
  })
  await ok('an entry is found by its words and its kind', async () => {
    await kit.go('/ledger?q=每月学习会&f.kind=record')
    await page.waitForFunction(() => document.querySelectorAll('tbody tr').length > 0 && [...document.querySelectorAll('tbody tr')].every((row) => row.textContent.includes('每月学习会')))
  })
  await ok('an entry is proved in the browser', async () => {
    await page.locator('tbody tr td a').first().click()
    await page.locator('.proof-part').getByText('已核验').waitFor()
    await page.locator('.proof-part summary').click()
    return (await page.locator('.proof-part ol code').count()) === 3
  })
  await ok('a changed word shows', async () => {
    await page.route('**/api/v1/entries/5*', async (route) => {
      const answer = await route.fetch()
      const entry = await answer.json()
      await route.fulfill({ response: answer, json: { ...entry, sealed: entry.sealed?.replace('2', '3'), commitment: entry.sealed ? entry.commitment : `${'0'.repeat(64)}` } })
    })
    await kit.go('/ledger?open=entry:5')
    await page.locator('.proof-part').getByText('对不上').waitFor()
    await page.unroute('**/api/v1/entries/5*')
  })
  await ok('what is restricted is a number and a digest, and proved all the same', async () => {
    const all = await ask('entries?limit=200')
    let hidden = all.items.find((one) => one.restricted)
    for (let next = all.next; !hidden && next; ) {
      const more = await ask(`entries?limit=200&after=${next}`)
      hidden = more.items.find((one) => one.restricted)
      next = more.next
    }
    await kit.go(`/ledger?open=entry:${hidden.sequence}`)
    await see('限定知悉范围', '.right-drawer')
    await page.locator('.proof-part').getByText('已核验').waitFor()
  })
  await ok('all that is asked for is written as a workbook', async () => {
    await kit.go('/ledger?f.kind=record')
    await page.getByRole('button', { name: '导出' }).click()
    const [file] = await Promise.all([page.waitForEvent('download'), page.locator('.pop-over button').first().click()])
    return /\.(xlsx|csv)$/.test(file.suggestedFilename())
  })
  await kit.looks('/ledger', 'page')
  await kit.looks('/ledger?open=entry:100', 'entry')
  kit.quiet()
})
