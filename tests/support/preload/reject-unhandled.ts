// Loaded before the program: at SIGUSR2 something rejects and nobody listens, with a message that may not be logged.

process.on('SIGUSR2', () => {
  const cause = new Error('the cause')
  void Promise.reject(new Error('insert into users values (Canary7f3e91)', { cause }))
})
