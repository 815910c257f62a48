// A bureau whose rules have other numbers: typed beside the pack's, tried together, adopted together
// from one day on. What is typed is kept until it is adopted or given up.
import { computed, ref } from 'vue'
import { confirm } from '@/shell/confirm'
import { day } from '@/shell/day'
import { useDraft } from '@/shell/drafts'
import { toast } from '@/shell/toast'
import { useWords } from '@/words'
import en from '@/words/rules.en'
import zh from '@/words/rules.zh'
import { adopt, preview, type Parameter } from './rules'
import { loadRules, rules } from './useRules'

export function useOwnValues() {
  const w = useWords(zh, en)
  const year = Number(day.value.slice(0, 4))
  const draft = useDraft<{ from: string; values: Record<string, string> }>('rules.own', { from: `${year}-01-01`, values: {} })
  const on = ref(Object.keys(draft.value.values).length > 0)
  const effects = ref<Record<string, number>>({})
  const busy = ref(false)
  const failed = ref<unknown>(null)
  const at = ref(0)
  const of = ref(0)
  const said = ref('')

  const written = (one: Parameter) =>
    [...one.versions].reverse().find((version) => version.from <= day.value)?.value ?? one.value
  const valueOf = (one: Parameter) => draft.value.values[one.id] ?? written(one)
  const isChanged = (one: Parameter) => valueOf(one) !== written(one) && valueOf(one) !== ''
  const changed = computed(() => (rules.value?.parameters ?? []).filter(isChanged))
  const key = (one: Parameter) => `${one.id} ${valueOf(one)} ${draft.value.from}`
  const effect = (one: Parameter): number | undefined => (isChanged(one) ? effects.value[key(one)] : undefined)
  const looked = computed(() => changed.value.length > 0 && changed.value.every((one) => effect(one) !== undefined))

  function set(one: Parameter, value: string) {
    if (value === written(one)) delete draft.value.values[one.id]
    else draft.value.values[one.id] = value
  }

  async function each(tell: (at: number, of: number) => string, work: (one: Parameter) => Promise<unknown>) {
    const all = [...changed.value]
    busy.value = true
    failed.value = null
    of.value = all.length
    try {
      for (const [index, one] of all.entries()) {
        at.value = index
        said.value = tell(index + 1, all.length)
        await work(one)
      }
      return true
    } catch (caught) {
      failed.value = caught
      return false
    } finally {
      busy.value = false
    }
  }

  const change = (one: Parameter) => ({ id: one.id, value: valueOf(one), from: draft.value.from })
  const look = () =>
    each(w.looking, async (one) => (effects.value[key(one)] = (await preview(change(one), year)).changed))

  async function take() {
    const sum = changed.value.reduce((all, one) => all + (effect(one) ?? 0), 0)
    const text = w.adoptAllText(changed.value.length, draft.value.from, sum)
    if ((await confirm({ title: w.adoptAll(changed.value.length), text, verb: w.adopt })) === null) return
    // What was adopted leaves the list, so that going on after a failure does the rest.
    const adopted: string[] = []
    const whole = await each(w.adopting, async (one) => (await adopt(change(one)), adopted.push(one.id)))
    adopted.forEach((id) => delete draft.value.values[id])
    await loadRules()
    if (!whole) return
    stop()
    toast(w.adopted1)
  }
  function stop() {
    draft.discard()
    on.value = false
  }
  return { on, draft, changed, looked, busy, failed, at, of, said, valueOf, isChanged, effect, set, look, take, stop }
}
