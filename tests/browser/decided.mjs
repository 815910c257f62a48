// What goes before the party group is decided by people who have no accounts in the sample: the
// program takes their steps by the command line, as somebody at the server would record them.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { build, root } from './kit.mjs'

export function luze(data, ...given) {
  const done = spawnSync(join(build, 'luze'), [...given, '--data', data, '--json'], { cwd: root, encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`luze ${given.join(' ')}: ${done.stdout}${done.stderr}`)
  return JSON.parse(done.stdout)
}

const dayFrom = (today, by) => new Date(Date.parse(today) + by * 86_400_000).toISOString().slice(0, 10)

// A meeting of the party group held today, whose one item was passed by all; the item's number.
export function passedItem(data, today, leaders, { chair, recorder, topic }) {
  const took = (id, act, on, ...fields) => luze(data, 'step', String(id), act, ...fields, '--on', on, '--as', recorder)
  const add = (form, act, on, ...fields) => luze(data, 'record', 'add', form, ...fields, '--act', act, '--on', on, '--as', recorder).id
  const noticed = dayFrom(today, -6)
  const meeting = add('meeting', 'plan', noticed, 'type=党组会', `planned_on=${today}`, `chair=${chair}`, `recorder=${recorder}`, `topic=${topic}`)
  const item = add('agenda_item', 'propose', noticed, `meeting=${meeting}`, `topic=${topic}`, 'category=一般', `proposer=${leaders.find((name) => name !== chair)}`)
  took(meeting, 'notify', noticed)
  took(meeting, 'open', today, `people=${leaders.join('、')}`)
  took(item, 'take_up', today)
  for (const name of [...leaders.filter((each) => each !== chair), chair]) took(item, 'speak', today, `speaking_order=${name}`, 'stance=agree')
  took(item, 'vote', today, `in_favour=${leaders.join('、')}`)
  took(item, 'decide', today, 'decision=通过')
  return item
}
