export function TracesPage() {
  return <main>Traces</main>;
}
