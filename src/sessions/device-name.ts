import { findTextIssue, type InputIssue } from '../platform/input-issue.js'

/** The device name is shown in the list of sessions. */
export function findDeviceNameIssue(deviceName: string | null | undefined): InputIssue | null {
  return deviceName == null ? null : findTextIssue(['deviceName'], deviceName, { max: 100 })
}
