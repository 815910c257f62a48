// What the browser tests share. A journey is a file beside this one:
//
//   import { journey } from './kit.mjs'
//   await journey('problems', async ({ page, signIn, ok, see, shot, axe }) => {
//     await signIn('clerk')
//     await see('问题整改')
//     await ok('raises a problem', async () => { … throw or return false when it is not so })
//   })
//
// It runs against its own `luze serve` on a copy of the sample book with an account for each role,
// or with { empty: true } on a book with nothing in it. Prints "ok …" and "FAILED …" lines; a page
// that logs an error or breaks the policy fails too.
import { spawn, spawnSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
export const build = resolve(root, process.env.LUZE_BUILD ?? 'build/debug')
const program = join(build, 'luze')
const needed = createRequire(join(build, 'ui/package.json'))
const { chromium } = needed('playwright-core')
const axeSource = readFileSync(needed.resolve('axe-core/axe.min.js'), 'utf8')

export const sizes = { desk: { width: 1366, height: 768 }, phone: { width: 390, height: 844 } }
const pictures = process.env.LUZE_SHOTS // a folder: keeps the pictures there
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync']
const password = 'Yunxi-2021-hexie'

function luze(...given) {
  const done = spawnSync(program, given, { cwd: root, encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`luze ${given.join(' ')}: ${done.stdout}${done.stderr}`)
}

// The sample book is made once and copied (run.mjs says where).
export function sampleBook(folder) {
  luze('demo', '--once', '--data', folder, '--samples', 'samples/yunxi-2021', '--pack', 'packs/zhuti-zeren',
    '--name', '云溪区住房和园林局', '--out', join(folder, 'out'))
}

function serve(data) {
  return new Promise((done, fail) => {
    const child = spawn(program, ['serve', '--data', data, '--port', '0'], { cwd: root })
    let said = ''
    const heard = (chunk) => {
      said += chunk
      const at = /http:\/\/127\.0\.0\.1:\d+/.exec(said)
      if (at) done({ child, url: at[0] })
    }
    child.stdout.on('data', heard)
    child.stderr.on('data', heard)
    child.on('exit', (code) => fail(new Error(`luze serve ended with ${code}: ${said}`)))
  })
}

function linkOf(data, role) {
  const lines = readFileSync(join(data, 'main.setup-links'), 'utf8').split('\n')
  const line = lines.find((one) => one.split('\t')[1] === role)
  if (!line) throw new Error(`there is no set-up link for ${role}`)
  return line.split('\t')[0]
}

// RFC 6238, as a phone would work it out.
export function oneTimeCode(secret, at = Date.now()) {
  const bits = [...secret.replace(/\s|=/g, '').toUpperCase()]
    .map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)))
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30000)))
  const digest = createHmac('sha1', key).update(step).digest()
  const from = digest[19] & 15
  return String((digest.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

async function setUp(page, url, data, role) {
  await page.goto(url + linkOf(data, role))
  await page.fill('[name=password]', password)
  await page.fill('[name=again]', password)
  await page.click('button[type=submit]')
  await page.waitForURL((to) => !to.pathname.startsWith('/setup'))
  if (new URL(page.url()).pathname === '/sign-in') {
    await page.fill('[name=account]', role)
    await page.fill('[name=password]', password)
    await page.click('button[type=submit]')
  }
  await page.waitForSelector('.top-bar')
  if (new URL(page.url()).pathname === '/second-factor') {
    await page.click('main .button.primary')
    const secret = await page.innerText('main code')
    await page.fill('[name=code]', oneTimeCode(secret))
    await page.click('main .button.primary')
    await page.click('main .spare ~ .row .button.primary')
    await page.waitForURL((to) => to.pathname !== '/second-factor')
  }
}

let failed = 0

export function said(name, fault) {
  console.log(fault ? `FAILED ${name}: ${fault}` : `ok ${name}`)
  if (fault) failed += 1
}

// journey(NAME, async (kit) => …, { size, language, theme, empty })
export async function journey(name, run, options = {}) {
  const data = mkdtempSync(join(tmpdir(), 'luze-browser-'))
  let server
  let browser
  try {
    if (options.empty) {
      luze('init', '--data', data, '--name', '新的单位', ...(options.init ?? []))
      // Beside those of a new book; they stand for nobody yet: there is nobody on the roster.
      for (const role of ['head', 'discipline', 'inspector']) {
        luze('account', 'add', role, '--role', role, '--data', data)
      }
    } else if (process.env.LUZE_SAMPLE && existsSync(process.env.LUZE_SAMPLE)) {
      cpSync(process.env.LUZE_SAMPLE, data, { recursive: true })
    } else {
      sampleBook(data)
    }
    server = await serve(data)
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true, args: flags })
    await run(await kitFor(name, browser, server.url, data, options))
  } catch (error) {
    said(name, error.stack ?? String(error))
  } finally {
    await browser?.close()
    server?.child.removeAllListeners('exit')
    await new Promise((ended) => {
      if (!server) return ended()
      server.child.once('exit', ended)
      server.child.kill()
    })
    rmSync(data, { recursive: true, force: true })
  }
  process.exitCode = failed ? 1 : 0
}

async function kitFor(name, browser, url, data, options) {
  const states = {} // role → cookies, so that each is set up once
  const kit = { url, data, browser, password, faults: [], role: '' }

  // A new page, signed in as kit.role when it has one.
  kit.open = async ({ size = options.size ?? 'desk', language = options.language ?? 'zh', theme = options.theme ?? 'light' } = {}) => {
    const context = await browser.newContext({
      viewport: sizes[size], locale: language === 'zh' ? 'zh-CN' : 'en-GB', acceptDownloads: true,
      ...(states[kit.role] ? { storageState: states[kit.role] } : {}),
    })
    await context.addInitScript(([chosen, look]) => {
      localStorage.setItem('luze.language', chosen)
      localStorage.setItem('luze.theme', look)
    }, [language, theme])
    const page = await context.newPage()
    page.on('pageerror', (error) => kit.faults.push(String(error.stack ?? error)))
    page.on('console', (message) => {
      // Answers of 4xx are logged by the browser; pages show them.
      if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) kit.faults.push(message.text())
    })
    kit.page = page
    return page
  }

  // The account of a role, set up at its first use; opens the start page.
  kit.signIn = async (role, how = {}) => {
    kit.role = role
    const known = states[role]
    const page = await kit.open(how)
    if (!known) {
      await setUp(page, url, data, role)
      states[role] = await page.context().storageState()
    }
    await page.goto(`${url}/`)
    await page.waitForSelector('.top-bar')
    return page
  }

  kit.go = async (path) => {
    await kit.page.goto(url + path)
    await kit.page.waitForSelector('.top-bar, .entry-frame, .live-page')
  }
  kit.see = (text, where = 'body') => kit.page.locator(where).getByText(text).first().waitFor({ timeout: 15_000 })

  // One thing that holds: throws or answers false when it does not.
  kit.ok = async (what, check) => {
    try {
      const result = await check()
      said(`${name}: ${what}`, result === false ? 'it is not so' : '')
    } catch (error) {
      said(`${name}: ${what}`, String(error.message ?? error).split('\n').slice(0, 4).join(' '))
      if (pictures) await kit.shot(`failed-${what.replace(/\W+/g, '-')}`)
    }
  }

  kit.shot = async (what) => {
    if (!pictures) return
    mkdirSync(pictures, { recursive: true })
    await kit.page.screenshot({ path: join(pictures, `${name}-${what}.png`) })
  }

  // No violation of WCAG 2.1 AA on the page as it is now.
  kit.axe = async (what) => {
    await kit.page.evaluate(axeSource)
    const found = await kit.page.evaluate(() =>
      globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }).then(({ violations }) =>
        violations.map((one) => `${one.id} ${one.nodes.length}× ${one.nodes[0].html.slice(0, 160)}`)))
    said(`${name}: accessible: ${what}`, found.join('; '))
  }

  // The language is the account's, wherever it signs in.
  const speak = async (page, language) => {
    if (!kit.role) return
    const session = await (await page.request.get(`${url}/api/v1/session`)).json()
    await page.request.post(`${url}/api/v1/session/language`, { data: { language }, headers: { 'X-Luze-Csrf': session.csrf, Origin: url } })
  }

  // Pictures in both languages, themes and sizes; each is looked at by axe as well.
  kit.looks = async (path, what) => {
    const before = kit.page
    for (const [size, language, theme] of [['desk', 'zh', 'light'], ['desk', 'en', 'dark'], ['phone', 'zh', 'dark'], ['phone', 'en', 'light']]) {
      const page = await kit.open({ size, language, theme })
      await speak(page, language)
      await kit.go(path)
      await page.waitForLoadState('networkidle')
      await kit.shot(`${what}-${size}-${language}-${theme}`)
      await kit.axe(`${what}, ${size}, ${language}, ${theme}`)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth + 1)
      said(`${name}: ${what} fits a ${size}, ${language}`, wide ? 'it is wider than the screen' : '')
      await speak(page, options.language ?? 'zh')
      await page.context().close()
    }
    kit.page = before
  }

  // To be called last: nothing was logged as an error, nothing was blocked.
  kit.quiet = () => said(`${name}: no error in the console`, [...new Set(kit.faults)].join('; '))

  await kit.open(options)
  return kit
}
