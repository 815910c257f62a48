import type { Same } from '@/words'
import type zh from './places.zh'

const en: Same<typeof zh> = {
  today: { name: 'Today', question: 'What am I to do today?' },
  standing: { name: 'Standing', question: 'What do we owe?' },
  records: { name: 'Records', question: 'What was done, and where is the evidence?' },
  meetings: { name: 'Meetings', question: 'Which meetings were held, and what did they decide?' },
  problems: { name: 'Problems', question: 'What was found wrong, and how far is its repair?' },
  people: { name: 'People and posts', question: 'Who holds which post, and until when?' },
  plan: { name: 'Plan', question: 'What is to be done on which day of this year?' },
  reports: { name: 'Reports', question: 'Where does each number of the report come from?' },
  import: { name: 'Import', question: 'What in the workbooks could not be read?' },
  rules: { name: 'Rules', question: 'By which rules is it counted, and what if a number changes?' },
  ledger: { name: 'Ledger', question: 'Has anybody touched the books?' },
  admin: { name: 'Administration', question: 'Who may use it, and see what?' },
  me: { name: 'My page', question: 'What do I owe, what is written about me, what is my answer?' },
}
export default en
