"""Cms: editing in the browser with Decap CMS: its settings made from the models, its files from npm, its format ours.

Knows models and Decap; where the result is served is the business of commands/edit.py and publish/admin.py.
"""
