import type { ReactNode } from 'react'
import { Icon, type IconName } from '../layout/icon'

interface SectionProps {
  icon: IconName
  title: string
  /** A word about the state, and whether it is a good one. */
  badge?: { text: string; isGood: boolean }
  children: ReactNode
  action?: ReactNode
}

/** One thing that protects the account: what it is, how it stands, and what can be done. */
export function Section({ icon, title, badge, children, action }: SectionProps) {
  return (
    <li>
      <Icon name={icon} />
      <div>
        <h2>
          {title} {badge && <span className={badge.isGood ? 'badge good' : 'badge'}>{badge.text}</span>}
        </h2>
        {children}
      </div>
      {action && <div className="actions">{action}</div>}
    </li>
  )
}
