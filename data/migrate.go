package data

import (
	"context"
	"embed"
	"fmt"
	"os"
	"sort"

	"lamplighter/app"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// migrations are the steps of the schema in order; step n brings a file from
// version n-1 to n. Shipped steps are never edited.
func migrations() []string {
	entries, err := migrationFiles.ReadDir("migrations")
	if err != nil {
		panic(err) // embedded: cannot be missing
	}
	names := make([]string, 0, len(entries))
	for _, e := range entries {
		names = append(names, e.Name())
	}
	sort.Strings(names)
	return names
}

// migrate brings the file to this program's schema, a step a transaction,
// after a checked copy of what was there before.
func (s *Store) migrate(ctx context.Context) error {
	var version int
	if err := s.conn.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	steps := migrations()
	switch {
	case version > len(steps):
		return app.ErrNewerFile
	case version == len(steps):
		return nil
	case version > 0:
		if err := copyFile(ctx, s.path, fmt.Sprintf("%s.before-%d", s.path, len(steps)), nothingBeside); err != nil {
			return fmt.Errorf("copy before migrating: %w", err)
		}
	}
	for n := version; n < len(steps); n++ {
		if err := s.step(ctx, n+1, steps[n]); err != nil {
			return fmt.Errorf("migrate to %d: %w", n+1, err)
		}
	}
	// The file's own header tells its version from now on, not only the log's.
	_, err := s.conn.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
	return err
}

func (s *Store) step(ctx context.Context, version int, name string) error {
	text, err := migrationFiles.ReadFile("migrations/" + name)
	if err != nil {
		return err
	}
	script := fmt.Sprintf("BEGIN IMMEDIATE;\n%s\nPRAGMA application_id = %d;\nPRAGMA user_version = %d;\nCOMMIT;", text, applicationID, version)
	if _, err := s.conn.ExecContext(ctx, script); err != nil {
		_, _ = s.conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK") // fails when SQLite has rolled back already
		return err
	}
	return nil
}

// nothingBeside leaves the files of attachments where they are: a step of the
// schema does not touch them.
func nothingBeside(string) error { return nil }

// removeQuietly takes a leftover away; there being none is fine.
func removeQuietly(path string) { _ = os.Remove(path) }
