// Recording something, a record in the drawer, the ledgers as tables, a pasted range, steps for many.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { journey } from './kit.mjs'

const sheet = (rows) => rows.map((row) => row.join('\t')).join('\n')

await journey('records', async (kit) => {
  const { ok } = kit
  const page = await kit.signIn('clerk')
  const api = (path) => page.evaluate((asked) => fetch(`/api/v1/${asked}`).then((answer) => answer.json()), path)
  const settled = () => page.waitForLoadState('networkidle')
  const pasteInto = (selector, text) =>
    page.evaluate(([where, range]) => {
      const data = new DataTransfer()
      data.setData('text/plain', range)
      document.querySelector(where).dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    }, [selector, text])
  const before = (await api('forms')).find((form) => form.id === 'volunteer').records
  let made = 0

  await ok('what happened suggests the ledger, by the keyboard alone', async () => {
    await kit.go('/records?form=training')
    await page.waitForSelector('tbody tr')
    await page.keyboard.press('n')
    await page.waitForSelector('[name=what]')
    await page.keyboard.type('志愿者清理河道')
    await page.locator('.choice.on', { hasText: '志愿服务' }).waitFor()
    await page.keyboard.press('Enter')
    await page.waitForSelector('.record-form')
    return (await page.inputValue('[name=project]').catch(() => '志愿者清理河道')) === '志愿者清理河道'
  })
  await ok('a column of names is pasted, and the duties that it serves appear', async () => {
    await page.fill('[name=person]', '')
    await pasteInto('[name=person]', '贾亮\n黄良\n')
    await page.locator('.serves-part .state-mark', { hasText: '党员志愿服务' }).waitFor()
    await page.locator('.serves-part', { hasText: '贾亮' }).waitFor()
    return (await page.inputValue('[name=person]')) === '贾亮、黄良'
  })
  await kit.shot('new')
  await kit.axe('recording')
  await ok('what is typed is there again after the page was loaded anew', async () => {
    await page.waitForTimeout(600)
    await page.reload()
    await page.waitForSelector('.record-form, [name=what]')
    if (await page.locator('[name=what]').count()) {
      await page.fill('[name=what]', '志愿服务')
      await page.keyboard.press('Enter')
    }
    await page.waitForSelector('.draft-notice')
    return (await page.inputValue('[name=person]')) === '贾亮、黄良'
  })
  await ok('it is in the book, and its evidence follows in the same drawer', async () => {
    await page.keyboard.press('Control+Enter')
    await page.waitForSelector('.evidence-part')
    const list = await api('records?form=volunteer&sort=-id&limit=1')
    made = list.items[0].id
    const file = join(kit.data, '签到.txt')
    writeFileSync(file, '贾亮、黄良')
    await page.locator('.evidence-part input[multiple]').setInputFiles(file)
    await page.locator('.evidence-part .files').getByText('签到.txt').waitFor()
    const shown = await api(`records/${made}`)
    return list.total === before + 1 && shown.texts.person === '贾亮、黄良' && shown.files.length === 1
  })
  await ok('a picture is pasted from the clipboard', async () => {
    await page.evaluate(() => {
      const png = Uint8Array.from(atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII='), (c) => c.charCodeAt(0))
      const data = new DataTransfer()
      data.items.add(new File([png], 'image.png', { type: 'image/png' }))
      window.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    })
    await page.locator('.evidence-part .files').getByText('粘贴的图片 1.png').waitFor()
    return (await api(`records/${made}`)).files.length === 2
  })
  await ok('what the server does not take is refused at its place', async () => {
    const file = join(kit.data, 'virus.exe')
    writeFileSync(file, 'MZ')
    await page.locator('.evidence-part input[multiple]').setInputFiles(file)
    await page.locator('.evidence-part .error-sentence').getByText('virus.exe').waitFor()
  })

  await ok('a record is corrected, and changed back', async () => {
    await kit.go(`/records?form=volunteer&open=record:${made}`)
    await page.getByRole('button', { name: '更正', exact: true }).click()
    await page.fill('.correct-form [name=person]', '贾亮')
    await page.locator('.correct-form button[type=submit]').click()
    await page.locator('.time-line').getByText('贾亮、黄良 → 贾亮').waitFor()
    if ((await api(`records/${made}`)).texts.person !== '贾亮') return false
    await page.getByRole('button', { name: '改回去' }).click()
    await page.locator('.time-line').getByText('贾亮 → 贾亮、黄良').waitFor()
    return (await api(`records/${made}`)).texts.person === '贾亮、黄良'
  })
  await kit.axe('a record')
  await ok('somebody was faster: both versions are shown before anything is saved', async () => {
    await page.getByRole('button', { name: '更正', exact: true }).click()
    await page.fill('.correct-form [name=person]', '黄良')
    await page.evaluate(async (id) => {
      const { csrf } = await fetch('/api/v1/session').then((answer) => answer.json())
      await fetch(`/api/v1/records/${id}/corrections`, {
        method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Luze-Csrf': csrf }, body: JSON.stringify({ values: { person: '秦雨' } }),
      })
    }, made)
    await page.locator('.correct-form button[type=submit]').click()
    await page.locator('.two-versions').getByText('秦雨').waitFor()
    if ((await api(`records/${made}`)).texts.person !== '秦雨') return false
    await kit.shot('two-versions')
    await page.locator('.two-versions .primary').click()
    await page.locator('.time-line').getByText('秦雨 → 黄良').waitFor()
    return (await api(`records/${made}`)).texts.person === '黄良'
  })
  await ok('it is withdrawn with a reason, and gone from the table', async () => {
    await page.getByRole('button', { name: '撤回', exact: true }).click()
    await page.fill('.confirm-panel textarea', '试登记')
    await page.locator('.confirm-panel button[type=submit]').click()
    await page.waitForFunction(() => !new URL(window.location.href).searchParams.has('open'))
    return (await api('records?form=volunteer&limit=1')).total === before
  })

  await ok('a step is refused in the server’s sentence, and taken', async () => {
    const [problem] = (await api('records?form=problem&open=true&limit=1')).items
    await kit.go(`/records?form=problem&open=record:${problem.id}`)
    await page.locator('.steps-part').getByRole('button', { name: '移交责任人' }).click()
    await page.locator('.step-form button[type=submit]').click()
    await page.locator('.step-form .fault').first().waitFor()
    await page.fill('.step-form [name=owner]', '没有这个人')
    await page.fill('.step-form [name=reason]', '岗位调整')
    await page.locator('.step-form button[type=submit]').click()
    await page.locator('.step-form .error-sentence').getByText('没有这个人').waitFor()
    await page.fill('.step-form [name=owner]', '贾亮')
    await page.locator('.step-form button[type=submit]').click()
    await page.locator('.time-line').getByText('移交责任人').waitFor()
    return (await api(`records/${problem.id}`)).texts.owner === '贾亮'
  })

  await ok('the table filters, sorts, pages and keeps all that on return', async () => {
    await kit.go('/records?form=meeting')
    await page.waitForSelector('tbody tr')
    await page.getByRole('button', { name: '筛选和排序：日期' }).click()
    await page.locator('.column-panel input.field').fill('2021-03')
    await page.locator('.column-panel button[type=submit]').click()
    await settled()
    await page.getByRole('button', { name: '日期', exact: true }).click()
    await settled()
    const shown = await page.locator('tbody tr').count()
    const told = await api('records?form=meeting&f.date=2021-03&limit=1')
    await page.locator('tbody tr').first().click()
    await page.waitForSelector('.record-detail')
    await page.keyboard.press('Escape')
    await page.reload()
    await page.waitForSelector('tbody tr')
    return shown === Math.min(50, told.total) && (await page.locator('tbody tr').count()) === shown && page.url().includes('f.date=2021-03')
  })
  await ok('a view is saved under a name and chosen again', async () => {
    await page.getByRole('button', { name: '视图' }).click()
    await page.fill('.saved-views input', '三月的会')
    await page.locator('.saved-views button[type=submit]').click()
    await settled()
    await page.keyboard.press('Escape')
    await kit.go('/records?form=meeting')
    await page.waitForSelector('tbody tr')
    await page.getByRole('button', { name: '视图' }).click()
    await page.locator('.saved-views').getByText('三月的会').click()
    await page.waitForFunction(() => window.location.search.includes('f.date=2021-03'))
  })
  await ok('what is seen is taken away as a workbook and as text', async () => {
    await kit.go('/records?form=training&cols=person,hours&q=必修课')
    await page.waitForSelector('tbody tr')
    const save = async (name) => {
      await page.getByRole('button', { name: '导出', exact: true }).click()
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()])
      return readFileSync(await file.path())
    }
    const text = (await save('导出 .csv')).toString('utf8')
    const book = await save('导出 .xlsx')
    const total = (await api('records?form=training&find=必修课&limit=1')).total
    return /^\uFEFF?"?姓名"?,"?学时"?\r?\n/.test(text) && text.trim().split('\n').length === total + 1 && book.subarray(0, 2).toString() === 'PK'
  })
  await ok('rows are reached by the keyboard', async () => {
    await kit.go('/records?form=training')
    await page.waitForSelector('tbody tr')
    await page.locator('tbody tr').first().focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press(' ')
    await page.keyboard.press('Shift+ ')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.record-detail')
  })

  await ok('a range is pasted with its faults at their cells, and entered row by row', async () => {
    const had = (await api('records?form=training&limit=1')).total
    await kit.go('/records?form=training')
    await page.waitForSelector('tbody tr')
    await pasteInto('body', sheet([['姓名', '班次', '开始', '学时'], ['贾亮', '测试学习班', '2021-06-01', '24'], ['没这个人', '测试学习班', '2021-06-41', '24']]))
    await page.waitForSelector('.paste-grid tbody tr')
    await page.locator('.paste-grid .button.primary').click()
    await page.locator('.paste-grid td.bad').nth(1).waitFor()
    await kit.shot('paste')
    await kit.axe('a pasted range')
    if ((await api('records?form=training&limit=1')).total !== had) return false
    await page.locator('.paste-grid tbody tr').nth(1).locator('input').nth(0).fill('黄良')
    await page.locator('.paste-grid tbody tr').nth(1).locator('input').nth(2).fill('2021-06-04')
    await page.locator('.paste-grid .button.primary').click()
    await page.waitForSelector('.paste-grid', { state: 'detached' })
    return (await api('records?form=training&limit=1')).total === had + 2
  })
  await ok('several are withdrawn at once', async () => {
    await kit.go('/records?form=training&q=测试学习班')
    await page.locator('tbody tr').nth(1).waitFor()
    await page.locator('thead .tick input').check()
    await page.locator('.bulk-panel').getByRole('button', { name: '撤回' }).click()
    await page.fill('.confirm-panel textarea', '试登记')
    await page.locator('.confirm-panel button[type=submit]').click()
    await kit.see('没有符合筛选条件的行')
    return (await api('records?form=training&find=测试学习班&limit=1')).total === 0
  })
  await ok('who may not record is not offered it', async () => {
    const seen = await kit.signIn('inspector')
    await kit.go('/records?form=training')
    await seen.waitForSelector('tbody tr')
    return (await seen.getByRole('button', { name: '登记' }).count()) === 0
  })

  await kit.signIn('clerk')
  await kit.looks('/records?form=problem', 'ledger')
  await kit.looks('/records?form=meeting&open=new:*', 'what')
  await kit.looks('/records?form=activity&open=new:activity', 'form')
  const [problem] = (await api('records?form=problem&open=true&limit=1')).items
  await kit.looks(`/records?form=problem&open=record:${problem.id}`, 'record')
  kit.quiet()
})

await journey('records-empty', async (kit) => {
  await kit.signIn('inspector')
  await kit.go('/records')
  await kit.ok('an empty book says so, and who fills it', () => kit.see('有权登记的人登记以后'))
  await kit.shot('empty')
  await kit.axe('an empty ledger')
  kit.quiet()
}, { empty: true })
