/** The dashlet, for records, lists and the home page. */
({
    extendsFrom: 'AiinvListView',
    plugins: ['Dashlet'],

    initDashlet: function() {
        if (!(Number(this.settings.get('limit')) > 0)) {
            this.settings.set('limit', 5);
        }
    }
})
