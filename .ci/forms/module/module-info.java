open module trips {
    requires kinglet.core;
}
