// The report: every figure to its records, the office's own words, faults to their repair, and the
// way from draft to issue.
import { luze, passedItem } from './decided.mjs'
import { journey } from './kit.mjs'

await journey('reports', async (kit) => {
  const { ok } = kit
  let page = await kit.signIn('clerk')
  const api = (path) => kit.page.evaluate((asked) => fetch(`/api/v1/${asked}`).then((answer) => answer.json()), path)
  const today = (await api('session')).today
  const downloaded = async (press) => {
    const [file] = await Promise.all([kit.page.waitForEvent('download', { timeout: 60_000 }), press()])
    return file.suggestedFilename()
  }

  await ok('a figure under the cursor says where it comes from', async () => {
    await kit.go('/reports?year=2021')
    await page.waitForSelector('.report-paper .figure')
    await page.hover('.figure[data-figure="pg.meetings"]')
    await page.locator('aside .value').waitFor()
    const figure = await api('figures/pg.meetings?year=2021')
    return (await page.innerText('aside .value')) === figure.text && (await page.innerText('aside')).includes(figure.how)
  })
  await ok('each of its entries opens its record', async () => {
    await page.click('.figure[data-figure="pg.meetings"]')
    if (!page.url().includes('figure=pg.meetings')) return false
    const first = (await api('figures/pg.meetings?year=2021')).entries.items[0].entry
    await page.locator('aside ol a').first().click()
    await page.waitForSelector('.record-detail')
    return page.url().includes(`record%3A${first}`) || page.url().includes(`record:${first}`)
  })
  await ok('the keys walk from figure to figure', async () => {
    await kit.go('/reports?year=2021')
    await page.waitForSelector('.report-paper .figure')
    await page.keyboard.press(']')
    await page.keyboard.press(']')
    const at = await page.evaluate(() => [...document.querySelectorAll('[data-figure]')].indexOf(document.activeElement))
    await page.locator('aside .value').waitFor()
    return at === 1
  })
  await ok('a link to a figure shows it', async () => {
    await kit.go('/reports?year=2021&figure=scope.staff')
    await page.locator('aside .value', { hasText: '86' }).waitFor()
  })
  await ok('the office’s own words are typed where they stand, and kept until they are saved', async () => {
    await page.locator('.empty').first().click()
    await page.keyboard.type('我局把主体责任落到科室和岗位。')
    await page.waitForTimeout(600)
    await page.reload()
    await page.waitForSelector('.prose-form .draft-notice')
    await page.focus('.prose-form textarea')
    await page.keyboard.press('Control+Enter')
    await page.locator('.report-paper .prose', { hasText: '落到科室和岗位' }).waitFor()
    return (await api('report?year=2021')).prose.some((place) => place.text === '我局把主体责任落到科室和岗位。')
  })
  await ok('it is downloaded as a document', async () => (await downloaded(() => page.click('.download-row .button >> nth=0'))).endsWith('.docx'))
  await ok('figures stand beside last year’s', async () => {
    await kit.go('/reports?year=2021&tab=figures')
    await page.waitForSelector('tbody tr')
    await page.locator('tbody tr a').first().click()
    await page.locator('.figure-part .value').waitFor()
  })
  await ok('faults by class, with the way to their repair', async () => {
    await kit.go('/reports?year=2021&tab=faults&class=duty')
    await page.waitForSelector('tbody tr')
    const faults = await api('faults?year=2021&class=duty')
    if (!(await page.innerText('main')).includes(`共 ${faults.total} 行`)) return false
    await page.locator('td a', { hasText: '看要求、补录' }).first().click()
    await page.locator('.state-mark', { hasText: '未完成' }).first().waitFor()
  })
  await ok('a quarterly standing is written', async () => {
    await kit.go('/reports?year=2021&tab=documents')
    await page.waitForSelector('select')
    return (await downloaded(() => page.locator('.group:has(select) .button').first().click())).endsWith('.docx')
  })

  let report = 0
  const leaders = (await api('roles')).find((role) => role.id === 'leaders').holders.map((one) => one.name)
  await ok('the report is drafted', async () => {
    await kit.go('/reports?year=2021&tab=issue')
    await page.locator('.empty-state .button.primary').click()
    await page.waitForSelector('[name=benchmark]')
    await page.fill('[name=benchmark]', '云发〔2020〕3号')
    await page.locator('.record-form button[type=submit]').click()
    await page.waitForSelector('.way [aria-current]')
    report = (await api('records?form=annual_report')).items[0].id
    return (await api(`records/${report}`)).texts.period === '2021年度'
  })
  await ok('the page says who has read it and who has not', async () => {
    for (const name of leaders.slice(0, -1)) luze(kit.data, 'step', String(report), 'see', `seen_by=${name}`, '--as', name)
    await kit.go('/reports?year=2021&tab=issue')
    await page.waitForSelector('.facts dd')
    return (await page.locator('.facts dd').nth(1).innerText()) === leaders.at(-1)
  })
  await ok('the meeting’s item approves it', async () => {
    luze(kit.data, 'step', String(report), 'see', `seen_by=${leaders.at(-1)}`, '--as', leaders.at(-1))
    const item = passedItem(kit.data, today, leaders, { chair: leaders[0], recorder: '秦雨', topic: '审定年度报告' })
    await kit.go('/reports?year=2021&tab=issue')
    await page.locator('.steps-part button', { hasText: '党组会审定' }).click()
    await page.fill('[name=agenda_item]', String(item))
    await page.locator('.steps-part form button[type=submit]').click()
    await page.locator('.way [aria-current]', { hasText: '已审定' }).waitFor()
  })
  await ok('the head issues it: files and proof are kept', async () => {
    page = await kit.signIn('head')
    await kit.go('/reports?year=2021&tab=issue')
    await page.locator('.steps-part button', { hasText: '定稿封存' }).click()
    await page.locator('.steps-part form button[type=submit]').click()
    await page.locator('.proofs code').first().waitFor({ timeout: 60_000 })
    const files = (await api(`records/${report}`)).files.map((file) => file.name)
    return ['.docx', '.pdf', '.html', '.xlsx'].every((ending) => files.some((name) => name.endsWith(ending)))
  })
  await ok('the frozen file comes out of the book', async () => (await downloaded(() => page.locator('.frozen-files .button').first().click())).length > 4)
  await ok('what has changed since is said', async () => {
    await page.locator('.since', { hasText: '没有' }).waitFor()
    luze(kit.data, 'record', 'add', 'meeting', 'type=每月学习会', 'date=2021-02-24', 'topic=补开', '--act', 'record', '--as', '秦雨')
    await page.reload()
    await page.locator('.since', { hasText: '账本又记了' }).waitFor()
    await page.locator('.since tbody tr').first().waitFor()
  })
  await ok('the text as it was issued', async () => {
    await page.locator('button', { hasText: '看封存时的正文' }).click()
    await page.locator('.report-paper .prose', { hasText: '落到科室和岗位' }).waitFor({ timeout: 30_000 })
  })
  await kit.axe('issued')
  await kit.shot('issued')

  await ok('who sees a part of the book has the figures, not the whole text', async () => {
    page = await kit.signIn('deputy')
    await kit.go('/reports?year=2021&figure=scope.staff')
    await page.locator('.figure-part .value').waitFor()
    return (await page.locator('.report-paper').count()) === 0
  })
  kit.role = 'clerk'
  await kit.looks('/reports?year=2021&figure=scope.staff', 'text')
  await kit.looks('/reports?year=2021&tab=figures', 'figures')
  await kit.looks('/reports?year=2021&tab=faults', 'faults')
  await kit.looks('/reports?year=2021&tab=issue', 'issue')
  await kit.looks('/reports?year=2021&tab=documents', 'documents')
  kit.quiet()
})

await journey('reports, empty', async (kit) => {
  await kit.signIn('clerk')
  await kit.ok('an empty book has a report that says what is not kept', async () => {
    await kit.go('/reports')
    await kit.page.waitForSelector('.report-paper')
  })
  await kit.axe('empty')
  await kit.shot('empty')
  kit.quiet()
}, { empty: true })
