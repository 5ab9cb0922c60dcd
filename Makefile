# run · test · check · bench · load · faults · generate · gallery · clean
# `make run` needs Go and nothing else; `make test` installs what is missing.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := run
.PHONY: run test check bench load faults generate gallery clean

# A copy without its history, or one that git does not trust, is built too.
ifneq ($(shell git rev-parse --is-inside-work-tree 2>/dev/null),true)
export GOFLAGS := $(GOFLAGS) -buildvcs=false
endif

# Where several people or requests write at once, the race detector watches, in
# the store and in the use cases. It needs a C compiler and
# is left out where there is none.
RACY := go test -race -timeout 12m -run 'OthersWrite|ReadersShare' ./internal/store && go test -race -timeout 12m -run AtOnce ./internal/app

run: ## builds the program and serves an invented service; it tells the address
	go build -trimpath -o bin/sijoita ./cmd/sijoita
	bin/sijoita demo

test: ## everything: what CI runs
	@.ci/install
	@$(MAKE) --no-print-directory check
	@mkdir -p build
	@echo "== tests"
	@go test -timeout 12m ./... 2>&1 | tee build/test.log || \
		{ echo; echo "Failed:"; grep -E '^(--- FAIL|    --- FAIL|FAIL|panic:)' build/test.log; exit 1; }
	@if [ "$$(go env CGO_ENABLED)" = 1 ] && command -v "$$(go env CC)" >/dev/null; then \
		echo "== tests, watched for races"; $(RACY); \
	else echo "== races are not watched for: there is no C compiler"; fi
	@echo; echo "All tests pass."

check: ## format, vet, staticcheck, arrows, catalogues, generated files; installs nothing
	@echo "== format"
	@bad=$$(gofmt -l .); [ -z "$$bad" ] || { echo "not as gofmt writes it:"; echo "$$bad"; exit 1; }
	@echo "== vet"
	@go vet ./...
	@echo "== staticcheck"
	@go tool staticcheck ./...
	@echo "== arrows, catalogues, generated files"
	@go test ./internal/structure ./internal/i18n
	@go test -run '^TestSchema$$' ./internal/store
	@go run ./internal/web/assets/build -dir internal/web/assets -check

bench: ## speed, with budgets
	go test -run '^$$' -bench . -benchmem ./bench/... ./internal/...

# How often; docs/reliability.md tells how long that takes.
KILLS ?= 1000
RESTARTS ?= 40

faults: ## kills, full disks, lost databases and double submits, for as long as it takes
	go test -count=1 -timeout 4h -v ./faults -kills $(KILLS) -restarts $(RESTARTS) -twice 10000 -rounds 500 -hurtful
	go test -count=1 -timeout 1h -v ./internal/web -run 'WritesRefused|WithoutALog|WhateverIsShown|HostileTexts|TrafficOf' -long

load: ## the program under load, on both databases; a quarter of an hour, and 2 GB in build/load
	@mkdir -p build/load
	@[ -f build/load/comparison.db ] || go run ./bench/generate --set comparison sqlite:build/load/comparison.db
	@rm -f build/load/asked.db*; cp build/load/comparison.db build/load/asked.db
	go run ./bench/load --set comparison --bare sqlite:build/load/asked.db
	go run ./bench/load --set comparison --bare --postgres

generate: ## the files that are made from others and committed
	go tool templ generate -path internal/web
	go generate ./internal/web/assets ./internal/store

gallery: ## a picture of every page in build/gallery
	@mkdir -p build/gallery
	SIJOITA_GALLERY=$(CURDIR)/build/gallery go test -count=1 -timeout 12m -run '^TestGallery$$' ./e2e
	@echo "The pictures are in build/gallery."

clean: ## what the commands above made
	rm -rf bin build
