// From a red number to its repair: recorded late, waived, raised as a problem; any day, and what was
// known on another; all of it in the address.
import { journey } from './kit.mjs'

const day = '2021-12-31'

await journey('standing', async (kit) => {
  const { ok, see } = kit
  let page = await kit.signIn('clerk')
  const ask = (path) => kit.page.evaluate((at) => fetch(`/api/v1/${at}`).then((answer) => answer.json()), path)
  const drawer = () => kit.page.locator('.right-drawer')
  const state = async (duty, unit, first) =>
    (await ask(`obligations?day=${day}&duty=${duty}&unit=${unit}&limit=200`)).items.find((one) => one.window.first === first)?.state

  await ok('owed, done and balance are those of the book', async () => {
    await kit.go(`/standing?day=${day}`)
    const { total } = await ask(`standing?day=${day}`)
    await page.waitForSelector('.total .number-link')
    const shown = (await page.locator('.total dd').allInnerTexts()).map((text) => text.replace(/\D/g, ''))
    return shown.slice(0, 3).join() === [total.owed, total.done, total.balance].join() && total.balance > 0
  })
  await ok('three clicks from a red cell to a record', async () => {
    await page.locator('.heat-map tr', { hasText: '每月学习会' }).locator('td.missed a').first().click()
    await drawer().getByRole('link', { name: '补录' }).first().click()
    await page.waitForSelector('.record-form')
    return drawer().getByText('2021年2月').isVisible()
  })
  await ok('what was done in time is recorded late and counts', async () => {
    const date = drawer().locator('.record-form').getByLabel('日期').first()
    await date.fill('2021-02-25')
    await drawer().locator('.record-form').getByLabel('主题').first().fill('2月学习会')
    await drawer().locator('.record-form button[type=submit]').click()
    await see('这一项已经抵上', '.right-drawer')
    return (await state('monthly_study', '-', '2021-02-01')) === 'met'
  })
  await ok('a missed one becomes a problem', async () => {
    await kit.go(`/standing?day=${day}&open=obligations:training_hours~~missed`)
    const before = (await ask('records?form=problem')).total
    await drawer().getByRole('button', { name: '转为问题' }).first().click()
    await page.locator('.confirm-panel button[type=submit]').click()
    await page.waitForSelector('.toast')
    return (await ask('records?form=problem')).total === before + 1
  })
  await ok('filters, the day and the trend stay in the address', async () => {
    await kit.go(`/standing?day=${day}`)
    await page.waitForSelector('.heat-map')
    await page.locator('.bar label', { hasText: '单位' }).locator('select').selectOption('branch')
    await page.getByLabel('只看还差的').check()
    await page.locator('summary', { hasText: '逐月走势' }).click()
    await page.waitForSelector('.trend-chart svg')
    await page.reload()
    await page.waitForSelector('.trend-chart svg')
    const units = await page.locator('.heat-map thead th .unit').allInnerTexts()
    const months = await page.locator('table.plain tbody tr').count()
    return units.length > 0 && units.every((name) => name.includes('支部')) && months === 12
  })
  await ok('the slider shows an earlier day', async () => {
    await kit.go('/standing')
    await page.locator('input[type=range]').fill('180')
    await page.waitForFunction(() => location.search.includes('day=2021-06-30'))
    await page.locator('.day-banner').waitFor()
  })
  await ok('before the book began nothing was known, and the way back is there', async () => {
    await kit.go(`/standing?day=${day}&known=2021-12-31`)
    await see('那时还没有这本账')
    await page.getByRole('button', { name: '算全部记录' }).click()
    await page.waitForSelector('.heat-map')
  })
  await ok('what was known yesterday lacks what was recorded since', async () => {
    const today = (await ask('session')).today
    await kit.go(`/standing?day=${day}&known=${today}`)
    await page.waitForSelector('.known-line')
    return (await ask(`standing?day=${day}&known=${today}`)).total.owed > 0
  })
  await ok('arrow keys go from number to number', async () => {
    await kit.go(`/standing?day=${day}`)
    await page.locator('.heat-map tbody a').first().focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowDown')
    const at = await page.evaluate(() => document.activeElement.closest('td')?.className)
    await page.keyboard.press('Enter')
    await page.waitForSelector('.right-drawer li')
    return at?.includes('of-done')
  })
  await ok('the obligations are written as a workbook', async () => {
    const [file] = await Promise.all([page.waitForEvent('download'), drawer().getByRole('button', { name: '导出' }).click()])
    return file.suggestedFilename().endsWith('.xlsx')
  })
  await ok('the burden is told month by month', async () => {
    await kit.go(`/standing?day=${day}&burden=1`)
    await page.waitForSelector('details .wide tbody td')
    return (await page.locator('details .wide thead th').count()) === 12
  })
  await kit.looks(`/standing?day=${day}`, 'map')
  await kit.looks(`/standing?day=${day}&open=obligations:rotation~~missed`, 'drawer')
  await kit.looks(`/standing?day=${day}&open=obligations:training_hours~~missed`, 'missed')

  page = await kit.signIn('head')
  await ok('one who may waives with a reason', async () => {
    await kit.go(`/standing?day=${day}&open=obligations:study_strict_governance~-`)
    await drawer().getByRole('button', { name: '豁免' }).first().click()
    await page.locator('.confirm-panel button[type=submit]').click()
    await see('请写明理由', '.confirm-panel')
    await page.locator('.confirm-panel textarea').fill('并入民主生活会前学习')
    await page.locator('.confirm-panel button[type=submit]').click()
    await page.waitForSelector('.toast')
    return (await state('study_strict_governance', '-', '2021-01-01')) === 'waived'
  })
  page = await kit.signIn('inspector')
  await ok('an inspector sees the numbers and no way to change them', async () => {
    await kit.go(`/standing?day=${day}&open=obligations:training_hours~~missed`)
    await page.waitForSelector('.right-drawer li')
    return (await drawer().getByRole('button', { name: '豁免' }).count()) === 0
  })
  kit.quiet()
})

await journey('standing-empty', async (kit) => {
  await kit.signIn('clerk')
  await kit.ok('an empty book says what to do next', async () => {
    await kit.go('/standing')
    await kit.page.locator('.empty-state').getByRole('link', { name: '去导入' }).waitFor()
  })
  await kit.shot('page')
  kit.quiet()
}, { empty: true })
