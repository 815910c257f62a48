// What administrators are answered (GET admin/…), and how roles are written to the server.
import { ref } from 'vue'
import { get } from '@/api'
import type { StateId } from '@/parts/state'
import type { Phrase } from '@/words'

export interface Grant {
  id: string
  units: string[]
}

export interface Account {
  account: string
  person?: { id: number; name: string }
  title: string
  roles: Array<Grant & { name: Phrase }>
  state: 'active' | 'invited' | 'disabled' | 'left'
  second_factor: 'on' | 'none'
  created_at: string
}

export interface Role {
  id: string
  name: Phrase
  rights: string[]
  restricted: boolean
  reach: 'book' | 'units' | 'self'
  administrator: boolean
}

export interface RosterPerson {
  id: number
  name: string
  unit: string
  namesakes: number
}

export interface Roster {
  people: RosterPerson[]
  units: Array<{ id: string; kind: 'department' | 'branch' }>
}

export interface Setting {
  id: string
  name: Phrase
  why: Phrase
  value: string
  otherwise: string
  kind: 'number' | 'flag' | 'choice' | 'line' | 'lines'
  least?: number
  most?: number
  choices?: Array<{ id: string; name: Phrase; text: Phrase }>
}

export interface Token {
  id: string
  person: { id: number; name: string }
  account: string
  purpose: string
  scopes: string[]
  created_at: string
  revoked_at?: string
}

// deputy:业务科,财务科 staff
export const written = (grants: readonly Grant[]) =>
  grants.map((grant) => grant.id + (grant.units.length ? `:${grant.units.join(',')}` : '')).join('\n')

export const personWritten = (person: RosterPerson) => (person.namesakes > 0 ? `#${person.id}` : person.name)

export const lookOf = (state: Account['state']): StateId =>
  state === 'active' ? 'met' : state === 'invited' ? 'open' : 'waived'

// Accounts change in the drawer as well as on the page: both read these.
export const accounts = ref<Account[]>([])
export const roles = ref<Role[]>([])
export async function loadAccounts(): Promise<void> {
  const [all, known] = await Promise.all([
    get<Account[]>('admin/accounts'),
    roles.value.length ? Promise.resolve(roles.value) : get<Role[]>('admin/roles'),
  ])
  accounts.value = all
  roles.value = known
}
