// Package permitted holds the store to the table of permissions: its tests walk
// every verb and read there is, as each role. It keeps nothing and does nothing.
package permitted
