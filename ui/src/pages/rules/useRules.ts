// What all parts of the page read: asked once for each day and account.
import { computed, ref, shallowRef } from 'vue'
import { get } from '@/api'
import { forms, loadForms } from '@/pages/records/forms'
import { asOf } from '@/shell/day'
import { say } from '@/words'
import { showRules, type Duty, type Procedure, type Role, type Rules } from './rules'

export const rules = shallowRef<Rules | null>(null)
export const procedures = shallowRef<Procedure[]>([])
export const roles = shallowRef<Role[]>([])
export const failed = ref<unknown>(null)

export async function loadRules(): Promise<void> {
  failed.value = null
  const day = asOf.value
  try {
    const answer = await showRules(day)
    if (day === asOf.value) rules.value = answer
  } catch (caught) {
    failed.value = caught
  }
}

export async function loadRest(): Promise<void> {
  try {
    const [of, who] = await Promise.all([get<Procedure[]>('procedures'), get<Role[]>('roles'), loadForms()])
    procedures.value = of
    roles.value = who
  } catch (caught) {
    failed.value = caught
  }
}

export const parameterOf = (id: string) => rules.value?.parameters.find((one) => one.id === id)
export const dutyOf = (id: string) => rules.value?.duties.find((one) => one.id === id)
export const normOf = (id: string) => rules.value?.norms.find((one) => one.id === id)
export const formName = (id: string) => {
  const form = forms.value.find((one) => one.id === id)
  return form ? say(form.name) : id
}
export const roleName = (id: string) => {
  const role = roles.value.find((one) => one.id === id)
  return role ? say(role.name) : id
}
export const recordNames = (duty: Duty) =>
  [...new Set(duty.records.map((one) => (typeof one.name === 'string' ? one.name : say(one.name))))].join('、')

// What was looked for: every word has to be there, whatever its case.
export const sought = ref('')
const words = computed(() => sought.value.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean))
export function found(...texts: Array<string | null | undefined>): boolean {
  if (!words.value.length) return true
  const text = texts.join('\n').normalize('NFKC').toLowerCase()
  return words.value.every((word) => text.includes(word))
}
