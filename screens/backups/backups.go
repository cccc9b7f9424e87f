// Package backups shows the backups of the open file: where they go, which there
// are, how one differs from the records, and how it is put back. It copies and
// replaces no file itself; whoever keeps them does.
package backups

import (
	"context"

	"lamplighter/app"
)

// Keeper is what these pages ask of whoever keeps the backups.
type Keeper interface {
	Plan() app.BackupPlan
	Risk() app.FileRisk
	List(context.Context) ([]app.Backup, error)
	BackUpDue(ctx context.Context, now bool) (app.BackupState, error)
	CheckDue(context.Context) error
	Compare(ctx context.Context, by app.Actor, backup string) (app.BackupDifference, error)
	PutBack(ctx context.Context, by app.Actor, backup string, save bool) (app.Restored, error)
	Again() // shows the file that was put back
}

// Preferences are this computer's choices, by name.
type Preferences interface {
	Get(name string) string
	Set(name, value string)
}

// The names of the preferences.
const (
	Folder = "backup_folder"
	Second = "backup_second"
	Most   = "backup_most_gb" // that backups of one folder may take; "" or 0: any
	Room   = "room_kept_mb"   // beside the file for when the disk is full; 0: none
)

// Chord opens the page from anywhere.
const Chord = "F8"
