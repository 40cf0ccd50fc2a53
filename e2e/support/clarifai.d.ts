/** The published client says nothing of its types: these are of what the tests use of it. */
declare module 'clarifai' {
  type Concept = { id: string; name: string; appId: string; value: number; createdAt: string }
  type Concepts = ArrayLike<Concept>
  class App {
    constructor(options: { apiKey: string; apiEndpoint: string; userId: string; appId: string })
    concepts: {
      create(concepts: { id: string; name?: string }[]): Promise<Concepts>
      list(options?: { page: number; perPage: number }): Promise<Concepts>
      get(id: string): Promise<Concept>
      update(concepts: { id: string; name: string }[], action?: string): Promise<Concepts>
    }
  }
  const Clarifai: { App: typeof App }
  export default Clarifai
}
