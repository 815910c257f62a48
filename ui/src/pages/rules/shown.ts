// What of each part fits what was looked for.
import { computed } from 'vue'
import { forms } from '@/pages/records/forms'
import { say } from '@/words'
import { formName, found, normOf, procedures, recordNames, roleName, roles, rules } from './useRules'
import type { Duty, Parameter } from './rules'

const dutyFits = (duty: Duty) =>
  found(say(duty.name), say(duty.bearer), recordNames(duty), duty.trigger ? say(duty.trigger) : '', say(normOf(duty.norm)?.name ?? { zh: '', en: '' }))
const parameterFits = (one: Parameter) =>
  found(say(one.name), one.note, one.value, say(normOf(one.norm)?.name ?? { zh: '', en: '' }))

export const dutiesShown = computed(() => (rules.value?.duties ?? []).filter(dutyFits))
export const parametersShown = computed(() => (rules.value?.parameters ?? []).filter(parameterFits))
export const conventionsShown = computed(() => (rules.value?.conventions ?? []).filter((text) => found(text)))

// A norm that fits itself is shown whole; else what of it fits.
export const normsShown = computed(() =>
  (rules.value?.norms ?? [])
    .map((norm) => {
      const whole = found(say(norm.name), norm.number, norm.note)
      const duties = (rules.value?.duties ?? []).filter((duty) => duty.norm === norm.id && (whole || dutyFits(duty)))
      const used = new Set(duties.flatMap((duty) => duty.parameters))
      // Numbers that a sentence shows already are not said twice.
      const parameters = (rules.value?.parameters ?? []).filter(
        (one) => one.norm === norm.id && !used.has(one.id) && (whole || parameterFits(one)),
      )
      return { norm, duties, parameters, whole }
    })
    .filter(({ whole, duties, parameters }) => whole || duties.length || parameters.length),
)
export const formsShown = computed(() =>
  forms.value.filter((form) => found(say(form.name), ...form.fields.map((field) => say(field.name)), ...form.serves.map((one) => say(one.name)))),
)
export const proceduresShown = computed(() =>
  procedures.value.filter((one) =>
    found(say(one.name), formName(one.form), ...one.states.map((state) => say(state.name)),
      ...one.acts.flatMap((act) => [say(act.name), ...act.by.map(roleName), ...(act.conditions ?? []).map(say)])),
  ),
)
export const rolesShown = computed(() => roles.value.filter((role) => found(say(role.name), ...role.holders.map((one) => one.name))))
