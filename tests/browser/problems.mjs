// From a problem raised to a problem that stays mended, by the people whose turn it is; two people
// at one case; the board by keys; several assigned together; a batch pasted from a list.
import { journey } from './kit.mjs'

// A call of the interface as the page's account.
const api = (page, path, body) =>
  page.evaluate(async ([to, given]) => {
    const { csrf } = await (await fetch('/api/v1/session')).json()
    const headers = { 'Content-Type': 'application/json', 'X-Luze-Csrf': csrf }
    const ask = given ? { method: 'POST', headers, body: JSON.stringify(given) } : {}
    return (await fetch(`/api/v1/${to}`, ask)).json()
  }, [path, body])
const raised = async (page, description) =>
  (await api(page, 'records', { form: 'problem', act: 'raise', values: { description, source: 'self' } })).id

await journey('problems', async (kit) => {
  const { ok, go } = kit
  const drawer = () => kit.page.locator('.right-drawer')
  const step = (name) => drawer().locator('.steps-part').getByRole('button', { name, exact: true })
  const send = (name) => drawer().locator('.step-form').getByRole('button', { name, exact: true }).click()
  const type = async (field, text) => {
    await drawer().locator(`[name=${field}]`).fill(text)
    await kit.page.keyboard.press('Tab')
  }
  const stateOf = async (id) => (await api(kit.page, `records/${id}`)).state
  const becomes = async (id, state) => {
    for (let i = 0; i < 40; i += 1) {
      if ((await stateOf(id)) === state) return true
      await kit.page.waitForTimeout(150)
    }
    return false
  }
  const people = {}
  for (const role of ['staff', 'discipline', 'deputy', 'clerk']) {
    const page = await kit.signIn(role)
    people[role] = (await api(page, 'session')).person
  }
  let page = kit.page // the clerk's
  let id = 0

  await ok('n raises a problem', async () => {
    await go('/problems')
    await page.waitForSelector('.ledger-table tbody tr')
    await page.keyboard.press('n')
    await drawer().locator('[name=description]').fill('值班记录缺漏')
    await drawer().locator('select[name=source]').selectOption('self')
    await drawer().locator('.record-form .button.primary').click()
    await page.waitForFunction(() => document.querySelector('.toast, .toast-line'))
    const { items } = await api(page, 'records?form=problem&find=值班记录缺漏')
    id = items[0]?.id ?? 0
    return items.length === 1 && items[0].state === 'raised'
  })
  await ok('the office assigns it to a person at a post with a deadline', async () => {
    await go(`/problems?open=record:${id}`)
    await step('交办').click()
    await type('owner', people.staff.name)
    await type('leader', people.deputy.name)
    await type('post', '科员')
    await type('measures', '补齐记录，每周核对')
    await drawer().locator('select[name=type]').selectOption({ index: 1 })
    await type('deadline', '2027-03-31')
    await send('交办')
    return (await becomes(id, 'assigned')) && (await api(page, `records/${id}`)).owner.id === people.staff.id
  })
  await ok('nothing is handed in without evidence, and the page says so', async () => {
    page = await kit.signIn('staff')
    await go(`/problems?open=record:${id}`)
    await drawer().locator('.others').waitFor()
    return (await drawer().locator('.others').textContent()).includes('请先上传')
  })
  const handIn = async () => {
    page = await kit.signIn('staff')
    await go(`/problems?open=record:${id}`)
    await drawer().locator('input[type=file]').first().setInputFiles({
      name: `整改照片${Date.now()}.txt`, mimeType: 'text/plain', buffer: Buffer.from(`已整改 ${Date.now()}`),
    })
    await step('报送销号').click()
    await type('progress', '记录已补齐')
    await send('报送销号')
    return becomes(id, 'submitted')
  }
  await ok('the person responsible hands it in with evidence', handIn)
  await ok('who handed it in may not close it', async () => {
    await go(`/problems?open=record:${id}`)
    await drawer().locator('.steps-part').waitFor()
    return (await step('销号').count()) === 0
  })
  await ok('the commissioner sends it back once', async () => {
    page = await kit.signIn('discipline')
    await go(`/problems?open=record:${id}`)
    await step('退回').click()
    await type('reason', '照片看不清日期')
    await send('退回')
    return becomes(id, 'in_hand')
  })
  await ok('it is handed in again', handIn)
  await ok('somebody else closes it', async () => {
    page = await kit.signIn('discipline')
    await go(`/problems?open=record:${id}`)
    await step('销号').click()
    await send('销号')
    return (await becomes(id, 'closed')) && (await api(page, `records/${id}`)).texts.closed_by === people.discipline.name
  })
  await ok('looking back too early is refused with the day from which one may', async () => {
    await go(`/problems?open=record:${id}`)
    await drawer().locator('.steps-part').waitFor()
    const { due } = await api(page, `records/${id}`)
    return (await drawer().textContent()).includes(due)
  })
  await kit.shot('case')
  await kit.axe('a case')
  await ok('a problem closed long ago is looked back at and settled', async () => {
    const closed = (await api(page, 'records?form=problem&f.state=closed&f.late=true&sort=due')).items
    const one = closed.find((row) => row.owner && row.owner.id !== people.discipline.id)
    await go(`/problems?open=record:${one.id}`)
    await step('回头看：已巩固').click()
    await type('finding', '没有反弹')
    await send('回头看：已巩固')
    return becomes(one.id, 'settled')
  })
  await ok('one that came back begins another round, the first in sight', async () => {
    const one = (await api(page, 'records?form=problem&f.state=closed&f.late=true&sort=due')).items.find(
      (row) => row.owner && row.owner.id !== people.discipline.id)
    await go(`/problems?open=record:${one.id}`)
    await step('回头看：反弹').click()
    await type('finding', '同样的问题又出现')
    await send('回头看：反弹')
    await drawer().getByText('第 2 轮').first().waitFor()
    return becomes(one.id, 'relapsed')
  })

  await ok('a rung is proposed with its ground; the named person sends the letter or puts it aside', async () => {
    page = await kit.signIn('head')
    const me = (await api(page, 'session')).person.id
    const mine = (await api(page, 'proposals')).filter((one) => one.who.some((who) => who.id === me))
    const [first, second] = mine.map((one) => one.record)
    await go(`/problems?open=record:${first}`)
    await drawer().locator('.rung-part').first().waitFor()
    await kit.shot('rung')
    await kit.axe('a proposed rung')
    await drawer().getByRole('button', { name: '拟写文书' }).first().click()
    await drawer().locator('.rung-part button[type=submit]').first().click()
    await drawer().locator('.rung-part').waitFor({ state: 'detached' })
    await drawer().locator('section[aria-label=督办] li a').first().waitFor()
    await go(`/problems?open=record:${second}`)
    await drawer().locator('.rung-part').getByRole('button', { name: '不采取', exact: true }).click()
    await drawer().locator('.confirm-panel textarea').fill('本人正在住院，整改由科室接办')
    await drawer().locator('.confirm-panel button[type=submit]').click()
    await drawer().locator('.rung-part').waitFor({ state: 'detached' })
    const left = (await api(page, 'proposals')).map((one) => one.record)
    return !left.includes(first) && !left.includes(second)
  })

  await ok('two people at one case: the second sees both versions before anything is saved', async () => {
    page = await kit.signIn('clerk')
    const shared = await raised(page, '两个人同时办的问题')
    await go(`/problems?open=record:${shared}`)
    await step('交办').click()
    await type('owner', people.staff.name)
    await type('post', '科员')
    await type('measures', '我写的措施')
    await drawer().locator('select[name=type]').selectOption('standing')
    const other = await kit.browser.newContext({ storageState: await page.context().storageState() })
    const their = await other.newPage()
    await their.goto(`${kit.url}/problems`)
    await api(their, `records/${shared}/corrections`, { values: { remark: '别人先改了' } })
    await api(their, `records/${shared}/steps`, {
      act: 'assign', values: { owner: people.clerk.name, post: '主任', measures: '别人写的措施', type: 'standing' },
    })
    await other.close()
    await send('交办')
    await drawer().locator('.two-versions').waitFor()
    const both = await drawer().locator('.two-versions').textContent()
    const kept = await api(page, `records/${shared}`)
    return both.includes('我写的措施') && both.includes('别人写的措施') && kept.texts.measures === '别人写的措施'
  })
  await kit.shot('two-versions')
  await kit.axe('two versions')

  await ok('a card moves by keys to where a step leads, and its form opens', async () => {
    const card = await raised(page, '看板上移动的问题')
    await go('/problems?show=board&q=看板上')
    const place = page.locator(`[data-card="${card}"]`)
    await place.focus()
    await page.keyboard.press('Space')
    await kit.see('可以到：已交办')
    await page.keyboard.press('Escape')
    await kit.see('已放回')
    await page.keyboard.press('Space')
    await kit.shot('board-held')
    await page.keyboard.press('Enter')
    await drawer().locator('.step-form').waitFor()
    await type('owner', people.staff.name)
    await type('post', '科员')
    await type('measures', '逐项核对')
    await drawer().locator('select[name=type]').selectOption('standing')
    await send('交办')
    await page.locator(`section[aria-label^="已交办"] [data-card="${card}"]`).waitFor()
    return becomes(card, 'assigned')
  })
  await ok('arrows go from card to card and Enter opens one', async () => {
    await go('/problems?show=board')
    await page.locator('.card').first().focus()
    const before = await page.evaluate(() => document.activeElement.dataset.card)
    await page.keyboard.press('ArrowRight')
    const after = await page.evaluate(() => document.activeElement.dataset.card)
    await page.keyboard.press('Enter')
    await page.waitForFunction((id) => new URLSearchParams(location.search).get('open') === `record:${id}`, after)
    return before !== after
  })
  await ok('a card put where no step leads says where it may go', async () => {
    await go('/problems?show=board&f.state=closed,assigned')
    await page.locator('section[aria-label^="已销号"] .card').first().dragTo(page.locator('section[aria-label^="已交办"]'))
    await kit.see('没有从')
  })

  await ok('several are assigned together, each refusal beside its problem', async () => {
    const one = await raised(page, '一起交办之一')
    const two = await raised(page, '一起交办之二')
    const third = await raised(page, '一起交办之三')
    await go('/problems?q=一起交办之')
    await page.waitForFunction(() => document.querySelectorAll('.ledger-table tbody tr').length === 3)
    await page.locator('thead input[type=checkbox]').check()
    await page.getByRole('button', { name: '一起交办' }).click()
    await api(page, `records/${third}/steps`, { act: 'split', values: { parts: '甲\n乙' } })
    const panel = page.locator('.bulk-assign')
    await panel.locator('[name=owner]').fill(people.staff.name)
    await panel.locator('[name=post]').fill('科员')
    await panel.locator('[name=measures]').fill('专人负责')
    await panel.locator('select[name=type]').selectOption({ index: 2 })
    await panel.locator('[name=deadline]').fill('2027-01-31')
    await panel.locator('button[type=submit]').click()
    await panel.getByRole('status').waitFor()
    await kit.shot('bulk')
    await kit.axe('assigned together')
    const refusal = await panel.locator('.refusal').textContent()
    return (await stateOf(one)) === 'assigned' && (await stateOf(two)) === 'assigned' && refusal.includes('一起交办之三')
  })

  let batch = 0
  await ok('the list of an inspection is pasted into its batch', async () => {
    batch = (await api(page, 'records', { form: 'batch', act: 'receive', values: { title: '区委巡察反馈', source: 'district' } })).id
    await go(`/problems/batches/${batch}`)
    await kit.see('这一批还没有问题')
    await page.locator('.page-head').getByRole('link', { name: '粘贴多项' }).click()
    const area = page.locator('.paste-grid textarea')
    await area.fill('问题表现\t责任科室\n党费收缴不及时\t办公室\n档案室消防器材过期\t没有这个科室')
    await area.blur()
    await page.locator('.paste-grid .button.primary').click()
    await kit.see('这里要名册上的一个单位')
    await kit.shot('pasted')
    await kit.axe('a pasted list')
    await page.locator('.paste-grid [aria-invalid=true]').fill('办公室')
    await page.keyboard.press('Tab')
    await page.locator('.paste-grid .button.primary').click()
    await page.waitForURL(`**/problems/batches/${batch}`)
    const answer = await api(page, `batches/${batch}`)
    return answer.of === 2 && answer.closed === 0 && answer.problems.every((one) => one.state === 'raised')
  })

  await ok('an inspector looks, and is offered nothing to write', async () => {
    page = await kit.signIn('inspector')
    await go('/problems?show=board')
    await page.locator('.card').first().waitFor()
    return (await page.locator('.card[draggable=true]').count()) === 0 && (await page.getByRole('link', { name: '登记问题' }).count()) === 0
  })
  await kit.signIn('clerk')
  await kit.looks('/problems', 'ledger')
  await kit.looks('/problems?show=board', 'board')
  await kit.looks('/problems?show=time&day=2021-12-31', 'time')
  await kit.looks('/problems?show=batches', 'batches')
  await kit.looks(`/problems/batches/${batch}`, 'batch')
  kit.quiet()
})

await journey('problems-empty', async (kit) => {
  await kit.signIn('head')
  await kit.go('/problems')
  await kit.ok('an empty book says what to do next', () => kit.see('台账里还没有问题'))
  await kit.shot('ledger')
  await kit.go('/problems?show=batches')
  await kit.ok('so do the batches', () => kit.see('还没有整改批次'))
  kit.quiet()
}, { empty: true })
