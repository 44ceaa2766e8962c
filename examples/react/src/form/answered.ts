/** The data of a mutation that did not reject: with the error policy `none` there always is some. */
export function answered<Data>({ data }: { data?: Data | null | undefined }): Data {
  if (data == null) throw new Error('The server answered without data.')
  return data
}
