package data

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"lamplighter/app"
	"lamplighter/data/seal"
)

// Backups that are made by themselves lie in a folder of their own:
// hall-K7QX-20260302-093015.lamp, beside each a note of what is in it, and the
// files of attachments once for all of them. The four letters tell apart files
// of one name whose backups go to one folder.

// backupNote lies beside a backup, so that a list of them need not open any.
type backupNote struct {
	MadeAt  int64  `json:"made_at"`
	Size    int64  `json:"size"`
	Rows    int64  `json:"rows"`
	Checked int64  `json:"checked_at"`
	Mark    string `json:"mark"` // how far the log had come
}

const backupNoteEnding = ".about"

// BackUpDue makes a backup if one is due, brings it to the second folder when
// that is there, and lets those go that the plan no longer keeps. It answers how
// backups stand, and never stops who writes. Called again and again by whoever
// has a clock; it says nothing of the records, so it asks for no right.
func (s *Store) BackUpDue(ctx context.Context, plan app.BackupPlan) (app.BackupState, error) {
	s.backing.Lock()
	defer s.backing.Unlock()
	state, err := s.backUpDue(ctx, plan)
	return state, wrap("back up", plain(err))
}

func (s *Store) backUpDue(ctx context.Context, plan app.BackupPlan) (app.BackupState, error) {
	now := s.now()
	mark, err := logMark(ctx, s.reader)
	if err != nil {
		return app.BackupState{}, err
	}
	first := backupFolder{folder: plan.Folder, tag: s.backupTag()}
	state, failed := s.backUpInto(ctx, first, plan, mark, now)
	state.SameDisk = sameDisk(plan.Folder, filepath.Dir(s.path))
	if plan.Second == "" {
		return state, failed
	}
	state.Second = app.SecondAway
	if !isFolder(plan.Second) {
		return state, failed
	}
	second, err := s.backUpInto(ctx, backupFolder{folder: plan.Second, tag: first.tag, second: true}, plan, mark, now)
	if err == nil {
		state.Second = app.SecondThere
		state.SameDisk = state.SameDisk && sameDisk(plan.Second, filepath.Dir(s.path))
	}
	if second.Newest.MadeAt > state.Newest.MadeAt {
		state.Newest, state.Overdue = second.Newest, second.Overdue
	}
	state.Made = state.Made || second.Made
	return state, errorsFirst(failed, err)
}

// NoteRestored tells the audit log that a backup took the place of the file: in
// the file that is there now.
func (s *Store) NoteRestored(ctx context.Context, by app.Actor, backup string, done app.Restored) error {
	if err := by.May(app.BackUp); err != nil {
		return err
	}
	sum := done.Salvage.Sum()
	return s.noteAudit(ctx, by, app.AuditEntry{Kind: app.AuditRestored, Details: map[string]string{
		"file": filepath.Base(backup), "rows": strconv.FormatInt(sum.Saved, 10), "lost": strconv.FormatInt(sum.Lost, 10),
	}})
}

// backUpInto makes a backup in one folder if one is due there.
func (s *Store) backUpInto(ctx context.Context, in backupFolder, plan app.BackupPlan, mark string, now time.Time) (app.BackupState, error) {
	all := in.list()
	var state app.BackupState
	changed := true
	if len(all) > 0 {
		state.Newest = all[0].Backup
		changed = all[0].mark != mark
	}
	var err error
	if app.BackupDue(now, state.Newest.MadeAt, changed) || plan.Now {
		var made app.Backup
		if made, err = s.backUpTo(ctx, in, now); err == nil {
			state.Newest, state.Made, changed = made, true, false
			err = in.rotate(ctx, now, plan.Most)
		}
	}
	state.Overdue = app.BackupOverdue(now, state.Newest.MadeAt, changed)
	return state, err
}

// backUpTo makes one backup: whole, checked, counted and noted, or not at all.
func (s *Store) backUpTo(ctx context.Context, in backupFolder, now time.Time) (app.Backup, error) {
	if err := in.makeRoom(s.path); err != nil {
		return app.Backup{}, err
	}
	rows, err := countTravelling(ctx, s.reader)
	if err != nil {
		return app.Backup{}, err
	}
	path := in.path(now)
	note := backupNote{MadeAt: now.UnixMilli()}
	err = copyLookedAt(ctx, s.path, path, seal.Of(s.path), note.count, func(copied string) error {
		if note.Rows < rows { // rows come and stay, so the copy has no fewer than the file had before
			return app.ErrBackupFalse
		}
		info, err := os.Stat(copied)
		if err != nil {
			return err
		}
		note.Size = info.Size()
		_, err = eachAttachment(ctx, copied, func(f attachmentFact) error {
			return shareFile(s.files.path(f.hash, f.mime), in.files().path(f.hash, f.mime))
		})
		return errorsFirst(err, in.keepKeys(s.path, path))
	})
	if err != nil {
		return app.Backup{}, backupFault(err)
	}
	note.Checked = s.now().UnixMilli()
	text, err := json.Marshal(note)
	if err == nil {
		err = writeWhole(path+backupNoteEnding, text, 0o600)
	}
	return note.backup(path, in.second), err
}

// count looks at what came over.
func (n *backupNote) count(ctx context.Context, q querier) error {
	var err error
	if n.Rows, err = countTravelling(ctx, q); err == nil {
		n.Mark, err = logMark(ctx, q)
	}
	return err
}

func (n backupNote) backup(path string, second bool) app.Backup {
	return app.Backup{Path: path, MadeAt: n.MadeAt, Size: n.Size, Rows: n.Rows, Checked: n.Checked, Second: second}
}

// logMark says how far the change log has come, as a text that is equal only
// where the same was written last.
func logMark(ctx context.Context, q querier) (string, error) {
	marks, err := collect(ctx, q, scanText, "SELECT ord || ' ' || hlc || ' ' || dev FROM sy_changes ORDER BY ord DESC LIMIT 1")
	if err != nil || len(marks) == 0 {
		return "", err
	}
	return marks[0], nil
}

// countTravelling counts the rows of all synced tables that a file has.
func countTravelling(ctx context.Context, q querier) (int64, error) {
	there, err := collect(ctx, q, scanText, "SELECT name FROM sqlite_schema WHERE type = 'table'")
	if err != nil {
		return 0, err
	}
	var sum int64
	for _, t := range travelling {
		if !slices.Contains(there, t.name) {
			continue
		}
		n, err := one(ctx, q, scanInt, "SELECT count(*) FROM "+t.name)
		if err != nil {
			return 0, err
		}
		sum += n
	}
	return sum, nil
}

// backupTag heads the names of a file's backups.
func (s *Store) backupTag() string {
	kept, err := readDeviceFile(s.path)
	if err != nil {
		kept.Host = "" // the path alone tells it apart
	}
	return backupTag(kept.Host, s.path)
}

func backupTag(host, path string) string {
	if full, err := filepath.Abs(path); err == nil {
		path = full
	}
	sum := sha256.Sum256([]byte(host + "\n" + path))
	stem := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	return stem + "-" + base32.StdEncoding.EncodeToString(sum[:5])[:4]
}

// backupFault gives what went wrong on the way into the folder its own name:
// the records are as they were.
func backupFault(err error) error {
	switch err = plain(err); {
	case errors.Is(err, app.ErrDiskFull), isFull(err):
		return fmt.Errorf("%w: %w", app.ErrBackupRoom, err)
	case errors.Is(err, app.ErrReadOnlyFile), errors.Is(err, os.ErrNotExist):
		return fmt.Errorf("%w: %w", app.ErrBackupFolder, err)
	}
	return err
}
