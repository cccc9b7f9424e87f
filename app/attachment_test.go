package app

import (
	"errors"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestAFileIsCalledByWhatCanBeReadOfItsName(t *testing.T) {
	for _, tt := range []struct{ name, file, mime, want string }{
		{"without its folders", "/home/hall/照片/表箱.jpeg", JPEG, "表箱.jpg"},
		{"without the folders of Windows", `C:\Users\hall\表箱.PNG`, JPEG, "表箱.jpg"},
		{"with the ending of what is kept", "协议.PDF", PDF, "协议.pdf"},
		{"without what cannot be seen", "表\x00箱\n\u202egpj.jpg", JPEG, "表箱gpj.jpg"},
		{"without what another system cannot write", `a<b>:"c|d?*.jpg`, JPEG, "abcd.jpg"},
		{"without dots at its ends", "..hidden..jpg", JPEG, "hidden.jpg"},
		{"however long it is", strings.Repeat("表", 200) + ".jpg", JPEG, strings.Repeat("表", 80) + ".jpg"},
		{"when nothing is left", "/tmp/..", JPEG, "file.jpg"},
		{"when there was nothing", "", PNG, "file.png"},
		{"with a type nobody knows", "a.exe", "application/x", "a.bin"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := AttachmentName(tt.file, tt.mime); got != tt.want {
				t.Errorf("called %q, want %q", got, tt.want)
			}
		})
	}
}

func FuzzAttachmentName(f *testing.F) {
	f.Add("../../etc/passwd")
	f.Add("CON\x7f.jpg")
	f.Fuzz(func(t *testing.T, file string) {
		name := AttachmentName(file, JPEG)
		if !utf8.ValidString(name) || strings.ContainsAny(name, `/\:`) || strings.ContainsFunc(name, unicode.IsControl) ||
			!strings.HasSuffix(name, ".jpg") || strings.HasPrefix(name, ".") || utf8.RuneCountInString(name) > attachmentName+4 {
			t.Errorf("%q is called %q", file, name)
		}
	})
}

func TestWhatMayBeAttachedToWhat(t *testing.T) {
	for _, tt := range []struct {
		name  string
		table string
		kind  AttachmentKind
		want  Reason // empty: allowed
	}{
		{"a signature of a visit", "visits", Signature, ""},
		{"a photo of a case", "cases", Photo, ""},
		{"evidence of a promise", "promises", Evidence, ""},
		{"a signature of a meter reading", "readings", Signature, NotAttachable},
		{"a photo of a customer's own", "customers", Photo, NotAttachable},
		{"a photo of a staff member", "staff", Photo, NotAttachable},
		{"a kind nobody knows", "visits", "film", NotAttachable},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got Reason
			if no, ok := errors.AsType[*Refusal](AttachmentDraft{OfTable: tt.table, Kind: tt.kind, Path: "a.jpg"}.Check()); ok {
				got = no.Reason
			}
			if got != tt.want {
				t.Errorf("refused with %q, want %q", got, tt.want)
			}
		})
	}
}
