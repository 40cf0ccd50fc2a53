// Stands in for the package of this name, which throws outside Next.
export {}
