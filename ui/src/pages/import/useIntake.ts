// One import from its first file to its end. Whatever is asked while the files are being read waits
// for the end of that; what could not be sent stays and is sent again. Ids are kept in the address,
// so that a reload goes on where it was.
import { computed, onBeforeUnmount, reactive, ref, shallowRef } from 'vue'
import { ApiError } from '@/api'
import { nameAmong, sorted, type Gathered } from './gather'
import * as calls from './intake'
import type { CellFix, Intake, Mapping } from './intake'

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

interface Waiting extends CellFix {
  sheet: number
  sent: boolean
}

export type Use = ReturnType<typeof useIntake>

export function useIntake(settled: (id: string) => void) {
  const now = shallowRef<Intake | null>(null)
  const read = shallowRef<Intake | null>(null) // as last read: stays in sight while it is read anew
  const failed = ref<unknown>(null)
  const upload = reactive({ at: 0, of: 0, done: 0, bytes: 0, name: '' })
  const left = ref<string[]>([])
  const version = ref(0) // of what was read
  const waiting = ref(new Map<string, Waiting>()) // fixes that are not read yet
  let alive = true
  let watching = false

  const id = computed(() => now.value?.id ?? '')
  const working = computed(() => ['reading', 'writing'].includes(now.value?.state ?? '') || upload.of > 0)

  function take(answer: Intake) {
    now.value = answer
    if (answer.sheets && answer.state !== 'reading') {
      read.value = answer
      version.value += 1
      waiting.value = new Map([...waiting.value].filter(([, fix]) => !fix.sent))
    }
  }

  async function guarded(work: () => Promise<unknown>): Promise<boolean> {
    failed.value = null
    try {
      await work()
      return true
    } catch (caught) {
      if (caught instanceof ApiError && caught.status === 404) forget()
      failed.value = caught
      return false
    }
  }

  // Until the server rests. A lost connection is no end of the work there.
  async function watchOn() {
    if (watching) return
    watching = true
    let misses = 0
    while (alive && now.value && ['reading', 'writing'].includes(now.value.state)) {
      await pause(misses ? 2_000 : 250)
      try {
        take(await calls.look(now.value.id))
        misses = 0
        failed.value = null
      } catch (caught) {
        failed.value = caught
        misses += 1
        const lost = caught instanceof ApiError && caught.status === 0
        if (!lost || misses > 150) break
      }
    }
    watching = false
    if (now.value?.state === 'ready') await sendFixes()
  }

  async function open(wanted: string) {
    await guarded(async () => take(await calls.look(wanted)))
    if (now.value) {
      settled(now.value.id)
      void watchOn()
    }
  }

  function forget() {
    now.value = null
    read.value = null
    waiting.value = new Map()
    settled('')
  }

  async function addFiles(all: readonly Gathered[]) {
    const { take: files, leave } = sorted(all)
    left.value = leave
    if (!files.length) return
    const done = await guarded(async () => {
      if (!now.value || now.value.state === 'done') {
        if (now.value) await calls.discard(now.value.id)
        now.value = { id: await calls.begin(), state: 'empty', done: 0, total: 0, files: [], fixes: 0, outcome: null }
        read.value = null
        settled(now.value.id)
      }
      Object.assign(upload, { of: files.length, at: 0, done: 0, bytes: files.reduce((sum, { file }) => sum + file.size, 0) })
      for (const { name, file } of files) {
        upload.name = name
        const kept = nameAmong(name, now.value.files.map((other) => other.name))
        now.value = await calls.addFile(now.value.id, kept, file)
        upload.at += 1
        upload.done += file.size
      }
      take(await calls.readFiles(now.value.id))
    })
    upload.of = 0
    if (done) void watchOn()
  }

  // Something that makes the server read anew.
  async function ask(work: (id: string) => Promise<Intake>) {
    if (!now.value) return
    await guarded(async () => take(await work(now.value!.id)))
    void watchOn()
  }

  const key = (sheet: number, row: number, column: number) => `${sheet} ${row} ${column}`
  const typed = (sheet: number, row: number, column: number) => waiting.value.get(key(sheet, row, column))?.text

  async function fix(sheet: number, given: CellFix) {
    waiting.value = new Map(waiting.value).set(key(sheet, given.row, given.column), { sheet, sent: false, ...given })
    if (!working.value) await sendFixes()
  }

  async function sendFixes() {
    const unsent = [...waiting.value.values()].filter((each) => !each.sent)
    const sheet = unsent[0]?.sheet
    if (sheet === undefined || !now.value) return
    const some = unsent.filter((each) => each.sheet === sheet)
    const fixes = some.map(({ row, column, text }) => ({ row, column, text }))
    some.forEach((each) => (each.sent = true))
    if (await guarded(async () => take(await calls.fixCells(id.value, sheet, fixes)))) void watchOn()
    else some.forEach((each) => (each.sent = false))
  }

  onBeforeUnmount(() => (alive = false))

  return {
    now, read, failed, upload, left, version, id, working, waiting, typed, open, addFiles, fix, sendFixes,
    map: (sheet: number, mapping: Mapping) => ask((at) => calls.mapSheet(at, sheet, mapping)),
    again: () => ask(calls.readFiles),
    commit: () => ask(calls.commit),
    remove: (name: string) => ask(async (at) => {
      const rest = await calls.removeFile(at, name)
      return rest.files.length ? calls.readFiles(at) : rest
    }),
    drop: () => guarded(async () => {
      if (now.value) await calls.discard(now.value.id)
      forget()
    }),
    refresh: () => guarded(async () => now.value && take(await calls.look(now.value.id))),
  }
}
