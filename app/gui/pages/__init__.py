"""The window's pages: one module or package each, loaded by `app.gui.page_loader`."""
