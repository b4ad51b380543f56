"""The clients of the sources: how figures are fetched over HTTP, politely and so that a broken download resumes."""
