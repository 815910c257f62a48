// A meeting of the leading group from its planning to its minutes, in the room by keyboard: an
// ordinary item and an appointment, and what the rules refuse on the way.
import { journey } from './kit.mjs'

const minus = (day, n) => new Date(Date.parse(`${day}T00:00:00Z`) - n * 86_400_000).toISOString().slice(0, 10)

await journey('meetings', async (kit) => {
  const { ok, url } = kit
  const page = await kit.signIn('clerk')
  const ask = (path) => page.evaluate((at) => fetch(`/api/v1/${at}`).then((answer) => answer.json()), path)
  const { today } = await ask('session')
  const [head] = (await ask('roles')).find((role) => role.id === 'head').holders
  const press = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  const sees = (selector, text) =>
    page.waitForFunction(([at, wanted]) => [...document.querySelectorAll(at)].some((one) => one.textContent.includes(wanted)),
      [selector, text], { timeout: 20_000 })
  let id = 0
  const told = () => ask(`meetings/${id}`)

  await ok('meetings held stand in a table, and one is planned with n', async () => {
    await kit.go('/meetings')
    await page.waitForSelector('table tbody tr')
    await sees('.coming', '近期没有安排会议')
    await press('n')
    await page.waitForURL('**/meetings/new')
  })
  await ok('it is planned with two items, a paper and its notice', async () => {
    await page.waitForSelector('[name=planned_on]')
    await page.locator('[name=type]').selectOption('party_group')
    const typed = { topic: '第十二次党组会', planned_on: today, chair: head.name, recorder: '秦雨', place: '三楼会议室', on: minus(today, 4) }
    for (const [name, text] of Object.entries(typed)) await page.locator(`[name=${name}]`).first().fill(text)
    for (const [at, [topic, category]] of [['审定老旧小区改造计划', 'ordinary'], ['研究园林科科长任职', 'appointment']].entries()) {
      await page.locator('[name=add-item]').press('Enter')
      const row = page.locator('.item-rows li').nth(at)
      await row.locator('[name=topic]').fill(topic)
      await row.locator('[name=category]').selectOption(category)
      await row.locator('[name=proposer]').fill(head.name)
      if (at === 0) await row.locator('[type=file]').setInputFiles({ name: '计划.txt', mimeType: 'text/plain', buffer: Buffer.from('计划草案') })
    }
    await kit.shot('planning')
    await kit.axe('planning')
    await page.locator('[name=place]').press('Control+Enter')
    await page.waitForURL(/\/meetings\/\d+$/, { timeout: 30_000 })
    id = Number(new URL(page.url()).pathname.split('/').pop())
    const { meeting, items } = await told()
    return meeting.state === 'notified' && items.length === 2 && items[0].evidence.length === 1
  })
  await ok('its page says who is awaited, and l enters the room', async () => {
    await page.waitForSelector('.attendance')
    await kit.shot('before')
    await page.locator('main').focus()
    await press('l')
    await page.waitForSelector('.opening .person-tile')
  })
  await ok('two of seven do not open it', async () => {
    await press('1', '2', 'Enter')
    await sees('.said', '到会人数不够')
    await kit.shot('roll-call')
    return (await told()).meeting.state === 'notified'
  })
  await ok('four do', async () => {
    await press('3', '4', 'Enter')
    await page.waitForSelector('.begin .button')
    return (await told()).meeting.state === 'open'
  })
  await ok('the chair who speaks too early is refused in a sentence', async () => {
    await press('Enter')
    await page.waitForSelector('.floor .person-tile')
    await press('1')
    await sees('.said', '主持人要末位表态')
    await kit.shot('floor')
    await kit.axe('the room, speaking')
    return (await told()).items[0].floor.spoken.length === 0
  })
  const says = async (digit, name) => {
    await press(digit)
    await sees('.order li, .spoken', name)
  }
  await ok('it goes on after a reload, and a second screen follows', async () => {
    const { here } = (await told()).items[0].floor
    await says('2', here[1].name)
    await page.reload()
    await sees('.order li', here[1].name)
    const second = await page.context().newPage()
    await second.goto(page.url())
    await second.waitForSelector('.order li')
    await page.bringToFront()
    await says('3', here[2].name)
    await second.bringToFront()
    await second.waitForFunction((name) => document.querySelector('.order')?.textContent.includes(name), here[2].name, { timeout: 20_000 })
    await second.close()
    await page.bringToFront()
    await says('4', here[3].name)
    await press('1')
    await page.waitForSelector('.vote .person-tile')
  })
  await ok('nothing scrolls on the screen of the room', () =>
    page.evaluate(() => [document.querySelector('.middle'), document.documentElement].every((one) => one.scrollHeight <= one.clientHeight + 1)))
  await ok('a vote that leaves somebody out is refused, all for it is kept', async () => {
    await press('1', 'Enter')
    await page.waitForFunction(() => document.querySelector('.said').textContent.length > 5)
    await press('a')
    await kit.shot('vote')
    await press('Enter')
    await page.waitForSelector('.decision')
    const [item] = (await told()).items
    return item.texts.votes_for === '4' && item.state === 'voted'
  })
  await ok('it is decided and becomes a task on the spot', async () => {
    await kit.shot('decision')
    await press('q')
    await page.waitForSelector('.task-part form')
    await page.locator('.task-part [name=item]').fill('制定实施方案')
    await page.locator('.task-part [name=owner]').fill('秦雨')
    await page.locator('.task-part [name=deadline]').first().fill(minus(today, -30))
    await page.locator('.task-part [name=item]').press('Enter')
    await sees('.task-part .list', '制定实施方案')
    await kit.shot('task')
    const { items, followed } = await told()
    return items[0].texts.decision === '通过' && followed.length === 1 && followed[0].item === items[0].id
  })
  await ok('an appointment waits for the fifth', async () => {
    await page.locator('.item-list').focus().catch(() => undefined)
    await page.evaluate(() => document.activeElement.blur())
    await press('n')
    await sees('.held', '不到规定比例')
    await kit.shot('quorum')
    await page.locator('.room-people .button').first().press('Enter')
    await page.waitForFunction(() => !document.querySelector('.held'))
    await page.evaluate(() => document.activeElement.blur())
    await press('Enter')
    await page.waitForSelector('.floor .person-tile')
    return (await told()).attendance.late.length === 1
  })
  await ok('each says where he stands, the chair last', async () => {
    const { here } = (await told()).items[1].floor
    for (const at of [1, 2, 3, 4, 0]) {
      await press(String(at + 1))
      await page.waitForSelector('.stances')
      await press('q')
      await page.waitForFunction(() => !document.querySelector('.stances'))
      if (at) await sees('.order li', here[at].name)
    }
    await page.waitForSelector('.vote')
    const { spoken } = (await told()).items[1].floor
    return spoken.length === 5 && spoken.at(-1).id === head.id && spoken[0].said.zh === '同意'
  })
  await ok('it is voted on by ballot with two tellers', async () => {
    await press('b')
    const counts = { votes_for: '4', votes_against: '0', votes_abstained: '1', tellers: '秦雨' }
    for (const [name, text] of Object.entries(counts)) await page.locator(`.counts [name=${name}]`).fill(text)
    await page.locator('.counts [type=submit]').press('Enter')
    await sees('.said', '要两个人')
    await page.locator('.counts [name=tellers]').fill('秦雨、金鹏毅')
    await kit.shot('ballot')
    await page.locator('.counts [type=submit]').press('Enter')
    await page.waitForSelector('.decision')
    await press('q')
    await page.waitForSelector('.task-part')
    return (await told()).items[1].texts.decision === '通过'
  })
  await ok('the meeting closes, and its minutes tell what was recorded', async () => {
    await page.evaluate(() => document.activeElement.blur())
    await press('s')
    await sees('.strip', '已经散会')
    await kit.shot('closed')
    await press('Escape')
    await page.waitForSelector('.minutes .button')
    await page.locator('.minutes .button').first().press('Enter')
    await sees('.paper', '赞成4票')
    await sees('.paper', '制定实施方案')
    const [file] = await Promise.all([page.waitForEvent('download'), page.locator('.minutes .button').nth(1).press('Enter')])
    await kit.shot('minutes')
    await kit.axe('after the meeting')
    return file.suggestedFilename().length > 4 && (await told()).meeting.state === 'closed'
  })
  await ok('what was held before shows what was not by the rules', async () => {
    const held = new Set((await ask('records?form=meeting&limit=200')).items.map((one) => one.id))
    const { items } = await ask('faults?year=2021&day=2021-12-31&limit=200')
    const fault = items.find((one) => one.entries.some((entry) => held.has(entry)))
    await page.goto(`${url}/meetings/${fault.entries.find((entry) => held.has(entry))}`)
    await sees('.violations', fault.note)
    await kit.shot('violations')
  })
  await kit.looks('/meetings', 'list')
  await kit.looks('/meetings/new', 'new')
  await kit.looks(`/meetings/${id}`, 'meeting')
  await kit.looks(`/meetings/${id}/live`, 'room')
  kit.quiet()
})

await journey('meetings-empty', async (kit) => {
  await kit.signIn('clerk')
  await kit.ok('an empty book says what to do next', async () => {
    await kit.go('/meetings')
    await kit.see('近期没有安排会议')
    await kit.see('还没有会议')
  })
  await kit.axe('empty')
  await kit.shot('empty')
  kit.quiet()
}, { empty: true })
