import { execFileSync, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

export const hasOpenssl = spawnSync('openssl', ['version']).status === 0

export interface Authority {
  /** The certificate of the authority. */
  file: string
  /** A key and a certificate that the authority has signed; `names` are what it is good for, as in `DNS:localhost`. */
  issue(name: string, names?: string): { key: string; certificate: string }
}

/** An authority of certificates that are good for two days. */
export function createAuthority(folder: string, name: string): Authority {
  const path = (file: string) => join(folder, `${name}-${file}`)
  const openssl = (command: string) => execFileSync('openssl', command.split(' '), { stdio: 'pipe' })
  const newKey = '-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes'
  openssl(`req -x509 ${newKey} -days 2 -subj /CN=${name} -keyout ${path('ca.key')} -out ${path('ca.pem')}`)
  return {
    file: path('ca.pem'),
    issue(subject, names) {
      const [key, request, certificate] = [path(`${subject}.key`), path(`${subject}.csr`), path(`${subject}.pem`)]
      const extensions = path(`${subject}.ext`)
      writeFileSync(extensions, names === undefined ? '' : `subjectAltName=${names}\n`)
      openssl(`req ${newKey} -subj /CN=${subject} -keyout ${key} -out ${request}`)
      const signer = `-CA ${path('ca.pem')} -CAkey ${path('ca.key')} -CAcreateserial`
      openssl(`x509 -req -in ${request} ${signer} -days 2 -extfile ${extensions} -out ${certificate}`)
      return { key, certificate }
    },
  }
}
