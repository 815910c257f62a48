// The rules as people read them; what a number changes before it is adopted; a bureau's own numbers.
import { journey } from './kit.mjs'

const end = '2021-12-31'

await journey('rules', async (kit) => {
  const { ok, go, see } = kit
  let page = await kit.signIn('clerk')
  // Pictures are taken on pages of their own.
  const looks = async (path, what) => {
    await kit.looks(path, what)
    kit.page = page
  }
  const api = (path) => page.evaluate((to) => fetch(`/api/v1/${to}`).then((answer) => answer.json()), path)
  const verb = (name) => page.locator('.right-drawer').getByRole('button', { name, exact: true }).click()

  await ok('each norm stands with its duties as sentences', async () => {
    await go('/rules')
    await page.waitForSelector('.norms h2')
    const { norms, duties } = await api('rules')
    return (await page.locator('.norms > li').count()) === norms.length && (await page.locator('.duty-sentence').count()) === duties.length
  })
  await ok('the search goes over all parts and stays in the address', async () => {
    await page.keyboard.press('/')
    await page.keyboard.type('志愿')
    await page.waitForFunction(() => document.querySelectorAll('.norms > li').length < 5)
    await page.getByRole('link', { name: /^数和期限/ }).click()
    await see('每名党员每年志愿服务')
    return new URL(page.url()).searchParams.get('q') === '志愿'
  })
  await ok('procedures read as tables of states and steps', async () => {
    await go('/rules?part=procedures&q=问题整改')
    await page.locator('details').first().locator('summary').click()
    return (await page.locator('.states li').count()) > 3 && (await page.locator('details td').count()) > 10
  })
  await ok('anybody may see what another number would change', async () => {
    await go(`/rules?part=parameters&day=${end}&open=parameter:volunteer_min_per_member`)
    await page.fill('[name=value]', '5')
    await page.getByRole('button', { name: '看会变什么' }).click()
    await page.waitForSelector('.preview-result table')
    await kit.shot('preview')
    const { parameters, may_change } = await api('rules')
    const kept = parameters.find((one) => one.id === 'volunteer_min_per_member')
    return kept.value === '3' && !may_change && (await page.locator('.right-drawer').getByRole('button', { name: '采用', exact: true }).count()) === 0
  })
  for (const part of ['norms', 'duties', 'parameters', 'forms', 'procedures', 'roles', 'conventions']) {
    await looks(`/rules?part=${part}&day=${end}`, part)
  }
  await looks(`/rules?part=parameters&day=${end}&open=parameter:volunteer_min_per_member`, 'parameter')

  page = await kit.signIn('head')
  await ok('whoever keeps the rules adopts it from a day on, and the standing follows', async () => {
    const missed = async () => (await api(`standing?day=${end}`)).total.missed
    const before = await missed()
    await go(`/rules?part=parameters&day=${end}&open=parameter:volunteer_min_per_member`)
    await page.fill('[name=value]', '5')
    await page.getByRole('button', { name: '看会变什么' }).click()
    const line = page.locator('.preview-result tr', { hasText: '未完成' }).first()
    const added = Number((await line.locator('td').last().innerText()).replace('+', ''))
    await verb('采用')
    await verb('采用')
    await see('已采用')
    const one = (await api(`rules?day=${end}`)).parameters.find((each) => each.id === 'volunteer_min_per_member')
    return one.value === '5' && one.own && added > 0 && (await missed()) === before + added
  })
  await ok('a bureau with other minima goes through its numbers and adopts them together', async () => {
    await go(`/rules?part=parameters&day=${end}`)
    await page.getByRole('button', { name: '逐项核对本单位的数' }).click()
    await page.getByLabel('本单位的值：监督检查每年（次）').fill('6')
    await page.getByLabel('本单位的值：领导调研每年（次）').fill('2')
    await page.waitForTimeout(600)
    await page.reload()
    await page.waitForSelector('.changed')
    await page.getByRole('button', { name: '看这 2 项会变什么' }).click()
    await page.getByRole('button', { name: '采用这 2 项' }).click()
    await kit.shot('own')
    await verb('采用')
    await see('已采用')
    const { parameters } = await api(`rules?day=${end}`)
    const value = (id) => parameters.find((one) => one.id === id).value
    return value('inspections_per_year') === '6' && value('research_min') === '2'
  })
  await ok('a value that cannot be is refused in a sentence', async () => {
    await go(`/rules?part=parameters&day=${end}&open=parameter:research_min`)
    await page.fill('[name=value]', '许多')
    await page.getByRole('button', { name: '看会变什么' }).click()
    await page.locator('.right-drawer .error-sentence').waitFor()
  })
  page = await kit.signIn('inspector')
  await ok('an inspection team reads and changes nothing', async () => {
    await go('/rules?part=parameters')
    await page.waitForSelector('.plain tbody tr')
    return (await page.getByRole('button', { name: '逐项核对本单位的数' }).count()) === 0
  })
  kit.quiet()
})
