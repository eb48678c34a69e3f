"""The press: runs chapters and prints releases. It never knows the subject."""
