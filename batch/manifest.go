package batch

// manifestStem begins the names of manifests, which no output may have.
const manifestStem = "manifest"
