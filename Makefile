# Go and a package manager are all a machine needs: each target installs the
# system packages it lacks (.make/setup says which and why).

# The one list of build tags. no_animations: a fading cursor costs a tenth of a
# core and more where there is no graphics card. no_emoji: 4 MB less.
# migrated_fynedo: every hop to the window's thread is explicit. x11, on Linux:
# fewest headers, and what Kylin and UOS run.
TAGS = migrated_fynedo no_emoji no_animations sqlite_fts5 sqlite_omit_load_extension
ifeq ($(shell uname -s),Linux)
TAGS += x11
BUS = dbus-run-session --
endif
comma = ,
space = $(subst ,, )

PROGRAM = build/lamplighter$(if $(filter Windows_NT,$(OS)),.exe)
LINT = go run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0

.PHONY: help run test bench shots lint auditcode build e2e soak fuzz mutants setup tags clean

help: ## list what can be made
	@sed -n 's/^\([a-z0-9]*\):[^#]*## /\1\t/p' Makefile | expand -t 8

run: ## open the window; ARGS=-demo for sample records
	@.make/display
	@$(MAKE) --no-print-directory build
	./$(PROGRAM) $(ARGS)

test: ## vet and test everything, with the race detector; no display needed
	@.make/setup build
	go vet -tags "$(TAGS)" ./...
	go test -race -timeout 30m -tags "$(TAGS)" ./...

bench: ## measure
	@.make/setup build e2e bench
	go build -tags "$(TAGS)" ./...
	go test -p 1 -tags "$(TAGS)" -run '^$$' -bench . -benchmem ./... # nothing compiles beside what is measured
	LAMPLIGHTER_TAGS="$(TAGS)" $(BUS) go test -count=1 -tags "$(TAGS) e2e" -run '^$$' -bench Start -benchtime 1x ./e2e/...

shots: ## draw the pages and papers as pictures into build/shots; no display needed
	@.make/setup build shots
	@mkdir -p build/shots
	LAMPLIGHTER_SHOTS="$(CURDIR)/build/shots" go test -count=1 -tags "$(TAGS)" ./screens/...

lint: ## check style and the rules of .golangci.yml
	@.make/setup build
	$(LINT) run --build-tags "$(subst $(space),$(comma),$(strip $(TAGS) e2e))" ./...

build: ## build the program into build/
	@.make/setup build
	go build -tags "$(TAGS)" -ldflags "-s -w" -o $(PROGRAM) .

e2e: ## drive the real window on a display of its own
	@.make/setup build e2e
	LAMPLIGHTER_TAGS="$(TAGS)" $(BUS) go test -count=1 -timeout 30m -tags "$(TAGS) e2e" ./e2e/...

SEEDS = 500
DEPTH = 600
soak: ## exchange, kill and cut the power as often as it takes to believe it, for some hours; SEEDS=20 for less, DEPTH=20000 for days
	@.make/setup build
	go test -count=1 -timeout 0 -tags "$(TAGS)" ./data/datasync -seeds $(SEEDS) -devices 12 -transactions $(DEPTH) -permutations 200 -permuted 1000 -cuts 400 -kills 200 -foldings $(SEEDS)
	go test -count=1 -timeout 0 -tags "$(TAGS)" ./data -run 'EndAlike|PulledOut|AnotherArea' -mixed $(SEEDS) -pulls 200 -photos 500 -areas 40 -customers 500 -moves 200
	go test -count=1 -timeout 0 -tags "$(TAGS)" ./data -run 'TestAChangedByte|TestAKillLoses' -sealkills 1000 -sealflips 1000
	LAMPLIGHTER_SOAK=1 go test -count=1 -timeout 0 -tags "$(TAGS)" ./data -run 'Kill|Flipped'
	go test -count=1 -timeout 0 -tags "$(TAGS)" ./screens -run NoOrderOfKeys -keyseeds 100 -keypresses 1000

fuzz: ## give every decoder of what comes from outside anything for a minute; MINUTES=10 for more
	@.make/setup build
	@for package in ./data ./data/bundle ./data/keys ./data/picture ./data/sheet; do for target in $$(go test -tags "$(TAGS)" -list '^Fuzz' $$package | grep ^Fuzz); do \
		go test -tags "$(TAGS)" -run '^$$' -fuzz "^$$target\$$" -fuzztime $(or $(MINUTES),1)m $$package || exit 1; done; done

mutants: ## spoil the merge and the folding in each known way; the simulations must tell
	@.make/setup build
	LAMPLIGHTER_TAGS="$(TAGS)" go test -count=1 -timeout 3h -tags "$(TAGS)" ./data/datasync -run Mutants -mutants -v

auditcode: ## look for known holes in what the program is built of; HOLES=file:///… for a list at hand. Our own lines: make lint
	@.make/setup build
	go run golang.org/x/vuln/cmd/govulncheck@v1.9.0 $(if $(HOLES),-db $(HOLES)) -tags "$(subst $(space),$(comma),$(strip $(TAGS)))" ./...

setup: ## install the system packages every target needs
	@.make/setup build e2e bench shots

tags: ## print the build tags
	@echo "$(TAGS)"

clean: ## remove what was built
	rm -rf build
