/** Good news, read out as soon as it comes. Render it always, with null while there is none. */
export function Status({ message }: { message: string | null }) {
  return (
    <div role="status" className="status">
      {message !== null && <p className="notice success">{message}</p>}
    </div>
  )
}
