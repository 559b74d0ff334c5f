using MediaPipeline.Grains.Items;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MediaPipeline.TestKit.Notes;

public static class NoteServiceCollectionExtensions
{
    /// <summary>Adds notes, with their files below <c>Notes:Folder</c>.</summary>
    public static IServiceCollection AddNotes(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(new NoteFolder(configuration["Notes:Folder"]!))
        .AddItemKind(
            NoteRecord.Table, configuration.GetSection("Notes"),
            typeof(ReserveStage), typeof(CheckStage), typeof(ApproveStage), typeof(PublishStage), typeof(UndoStage));
}
