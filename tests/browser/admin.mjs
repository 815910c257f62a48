// Three administrators, each with their own face; none sees anything of the books.
import { journey } from './kit.mjs'

await journey('admin', async (kit) => {
  const { ok, see, url } = kit
  const ask = (path) => kit.page.evaluate((at) => fetch(`/api/v1/${at}`).then(async (answer) => ({ status: answer.status, ...(await answer.json()) })), path)
  const list = (path) => kit.page.evaluate((at) => fetch(`/api/v1/${at}`).then((answer) => answer.json()), path)
  const drawer = () => kit.page.locator('.right-drawer')
  let link = ''

  let page = await kit.signIn('security')
  await ok('the security administrator sees accounts and nothing of the books', async () => {
    await kit.go('/admin')
    await page.getByRole('heading', { name: '账号' }).waitFor()
    const shut = await Promise.all(['records', 'standing', 'entries', 'admin/settings', 'admin/audit'].map((path) => ask(path)))
    return shut.every((answer) => answer.status === 403) && (await page.getByRole('heading', { name: '审计日志' }).count()) === 0
  })
  await ok('n adds an account; without a role it says so', async () => {
    await page.locator('body').press('n')
    await drawer().locator('[name=account]').fill('zhang.fen')
    await drawer().locator('button[type=submit]').click()
    await see('至少选一个角色', '.right-drawer')
  })
  await ok('a deputy has units', async () => {
    await drawer().locator('[name=role-deputy]').check()
    await drawer().locator('.units label').first().click()
    await drawer().locator('[name=person]').selectOption({ index: 5 })
    await kit.shot('adding')
    await drawer().locator('button[type=submit]').click()
    link = await drawer().locator('.set-up-link input').inputValue()
    const made = (await list('admin/accounts')).find((one) => one.account === 'zhang.fen')
    return link.includes('/setup/') && made.roles[0].units.length === 1 && made.state === 'invited' && !!made.person
  })
  await kit.shot('link')
  await kit.axe('link')
  await ok('by the link a password is set, once', async () => {
    const other = await (await kit.browser.newContext({ locale: 'zh-CN' })).newPage()
    await other.goto(link)
    await other.fill('[name=password]', 'Chengbei-2021-he')
    await other.fill('[name=again]', 'Chengbei-2021-he')
    await other.click('button[type=submit]')
    await other.waitForSelector('.top-bar')
    await other.goto(link)
    await other.waitForSelector('.error-sentence')
    await other.context().close()
  })
  await ok('roles are changed, the account disabled and enabled', async () => {
    await kit.go('/admin?open=account:zhang.fen')
    await drawer().locator('[name=role-staff]').check()
    await drawer().getByRole('button', { name: '改角色' }).click()
    await page.waitForSelector('.toast')
    const roles = (await list('admin/accounts')).find((one) => one.account === 'zhang.fen').roles
    await drawer().getByRole('button', { name: '停用' }).click()
    await page.locator('.confirm-panel button[type=submit]').click()
    await drawer().getByRole('button', { name: '启用' }).click()
    await drawer().getByRole('button', { name: '重发设置链接' }).waitFor()
    return roles.length === 2
  })
  await ok('nobody changes their own account', async () => {
    await kit.go('/admin?open=account:security')
    await see('这是您自己的账号', '.right-drawer')
  })
  await kit.looks('/admin', 'accounts')
  await kit.looks('/admin?open=account:deputy', 'account')

  page = await kit.signIn('system')
  await ok('a setting is changed within its bounds', async () => {
    await kit.go('/admin')
    await page.locator('[name=idle_minutes]').fill('15')
    await page.locator('.setting', { has: page.locator('[name=idle_minutes]') }).getByRole('button', { name: '保存' }).click()
    await page.waitForSelector('.toast')
    return (await list('admin/settings')).find((one) => one.id === 'idle_minutes').value === '15'
  })
  await ok('the second factor may be asked of everybody', async () => {
    const options = await page.locator('[name=factor_for_all] option').allInnerTexts()
    return options.length === 2 && (await ask('admin/accounts')).status === 403
  })
  await kit.looks('/admin', 'settings')

  page = await kit.signIn('audit')
  await ok('the log tells what the others did', async () => {
    await kit.go('/admin')
    await see('加账号')
    await kit.go('/admin?f.event=setting_changed')
    await see('20 → 15')
    return (await page.locator('tbody').first().getByText('加账号').count()) === 0
  })
  await ok('the log is written as a workbook', async () => {
    await page.getByRole('button', { name: '导出' }).first().click()
    const [file] = await Promise.all([page.waitForEvent('download'), page.locator('.pop-over button').first().click()])
    return /\.(xlsx|csv)$/.test(file.suggestedFilename())
  })
  await kit.looks('/admin', 'audit')
  await ok('what is not theirs is said to be so', async () => {
    await page.goto(`${url}/standing`)
    await see('没有权限看这一页')
  })
  kit.quiet()
})
