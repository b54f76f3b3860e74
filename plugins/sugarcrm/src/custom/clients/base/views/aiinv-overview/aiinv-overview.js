/** The page that the link of the administration opens: all of it at once. */
({
    extendsFrom: 'AiinvListView',

    limit: function() {
        return 100;
    }
})
