"""Named sets of models of Jina."""

# generated from spec/jina; do not edit

from runtime import patterns

TAKES_IMAGES = patterns.Group("jina-clip-*", "jina-embeddings-v4", "jina-reranker-m0")
KNOWS_TASKS = patterns.Group("jina-embeddings-v3", "jina-embeddings-v4")
