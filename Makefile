# make runs what CI runs. The rest is for work on one thing.
.PHONY: check build test lint fuzz bench update

FUZZTIME ?= 1m

check:
	.ci/run

build:
	CGO_ENABLED=0 go build -trimpath -o fenjie ./cmd/fenjie

test:
	go test ./...

lint:
	.ci/run format vet staticcheck tidy

# Each fuzz target for FUZZTIME.
fuzz:
	FUZZTIME=$(FUZZTIME) .ci/run fuzz

bench:
	go test ./... -run '^$$' -bench . -benchmem

# Writes what the code gives now into the expectations of the tests, in the
# packages whose tests can. Read the diff.
update:
	go test $$(grep -rl --include='*_test.go' '"update"' . | xargs -n 1 dirname | sort -u) -run . -update
